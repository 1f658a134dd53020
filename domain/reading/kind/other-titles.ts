/**
 * Titles of documents that look like invoices and are none, by language, folded. `strong` can head nothing else; `weak` also stands in an
 * invoice's head as the name of a reference ("Pedido 4711"), and says something only in letters larger than the text.
 */
const strong: readonly string[] = [
  // Spanish
  'presupuesto', 'cotizacion', 'orden de (?:compra|pago|trabajo|servicio|entrega|pedido|produccion|publicidad|retiro)', 'nota de (?:pedido|entrega|remision|presupuesto|recepcion|venta no fiscal)', 'hoja de (?:pedido|ruta|encargo)', 'confirmacion de(?:l)? pedido',
  'albaran(?: de entrega| valorado)?', 'remito(?: [rx])?', 'guia de (?:remision|despacho|transporte|salida)', 'carta de porte', 'factura pro ?-? ?forma', 'pro ?-? ?forma', 'resumen de (?:cuenta|tarjeta|movimientos)(?: corriente)?', 'estado de cuenta', 'extracto (?:de cuenta|bancario|mensual)',
  'cuenta corriente', 'movimientos de (?:la )?cuenta', 'certificado', 'constancia', 'comprobante de (?:retencion|transferencia|deposito|recepcion|percepcion|operacion)', 'recibo (?:de (?:sueldo|haberes|pago|cobro|alquiler|caja|dinero|nomina)s?|x|oficial|provisorio)',
  'liquidacion de (?:sueldos?|haberes)', 'nomina', 'contrato', 'convenio', 'propuesta(?: comercial| economica)?', 'oferta(?: comercial| economica)?', 'lista de precios', 'inventario', 'parte de trabajo', 'aviso de (?:deuda|pago|vencimiento|cobro)', 'poliza(?: de seguro)?', 'declaracion jurada',
  'solicitud', 'curriculum', 'documento no valido como factura', 'no valido como factura', 'comprobante no valido como factura', 'pagare', 'devis', 'minuta', 'libro (?:iva|mayor|diario)', 'planilla', 'reserva', 'itinerario',
  // English
  '(?:price |sales )?quot(?:e|ation)', 'estimate', 'proposal', 'bid', '(?:purchase|sales|work|service|job|delivery|shipping|change|repair) order', 'order (?:confirmation|acknowledge?ment|form|summary)', 'packing (?:slip|list)', 'pick(?:ing)? (?:list|slip)', 'delivery (?:note|receipt|docket|slip)', 'goods received note', 'bill of (?:lading|materials)',
  '(?:account |bank |monthly |customer )?statement(?: of (?:account|earnings|work))?', 'pro ?-? ?forma(?: invoice)?', 'pay ?(?:slip|stub|check)', 'remittance(?: advice| slip)?', '(?:purchase )?requisition', 'contract', '(?:service |lease |rental )?agreement', 'inventory(?: list)?', 'time ?sheet', 'price ?list', 'catalogu?e', 'certificate',
  'payment (?:reminder|confirmation|advice|voucher)', '(?:final |first )?(?:reminder|notice)', 'dunning letter', 'expense (?:report|claim)', 'way ?bill', 'itinerary', 'booking confirmation', 'reservation', 'insurance policy', 'application(?: form)?', 'memo(?:randum)?', 'resume', 'report', 'minutes', 'collection notice', 'transfer receipt', 'deposit slip',
  // Portuguese
  'orcamento', 'proposta(?: comercial)?', 'guia de (?:remessa|transporte|devolucao)', 'nota de encomenda', 'encomenda', '(?:fatura|factura) pro ?-? ?forma', 'extrato(?: de conta| bancario)?', 'recibo de vencimento', 'holerite', 'ordem de (?:compra|servico)', 'pedido de (?:compra|venda)', 'comprovante(?: de (?:transferencia|pagamento|pix))?', 'contrato de', 'romaneio',
  // Italian
  'preventivo', 'offerta', 'ordine(?: di (?:acquisto|lavoro))?', 'conferma (?:d ?[’\']? ?)?(?:ordine|di ordine)', 'documento di trasporto', 'd\\.?d\\.?t\\.?', 'bolla(?: di (?:consegna|accompagnamento))?', '(?:fattura )?pro ?-? ?forma', 'avviso di (?:parcella|fattura|pagamento)', 'progetto di (?:parcella|notula)', 'busta paga', 'cedolino', 'estratto conto', 'contratto', 'sollecito(?: di pagamento)?', 'listino(?: prezzi)?',
  // French
  'devis', 'bon de (?:commande|livraison|travail|reception|pret)', 'facture pro ?-? ?forma', 'confirmation de commande', 'accuse de reception(?: de commande)?', 'releve(?: de compte| bancaire| d[’\']identite bancaire)?', 'bulletin de (?:paie|paye|salaire)', 'fiche de paie', 'proposition commerciale', 'offre(?: de prix| commerciale)?', 'lettre de (?:voiture|relance)', 'relance', 'attestation', 'contrat', 'etat de compte', 'ordre de (?:service|reparation)', 'avis d[’\']echeance',
  // German
  'angebot', 'kostenvoranschlag', 'offerte', 'auftrag', 'auftragsbestatigung', 'bestell(?:ung|schein|bestatigung)', 'lieferschein', 'pro ?-? ?forma ?-? ?rechnung', '(?:\\d\\. )?mahnung', 'zahlungs(?:erinnerung|avis|bestatigung)', 'kontoauszug', '(?:lohn|gehalts|entgelt)abrechnung', 'preisliste', '[a-z]*vertrag', 'arbeitsbericht', 'frachtbrief', 'packliste', 'rapport', 'bescheinigung', 'saldenbestatigung',
  // Dutch
  'offerte', 'pakbon', '(?:leverings|bestel|vracht|werk)bon', 'bestelling', '(?:inkoop|verkoop)?order', 'order ?bevestiging', 'opdrachtbevestiging', 'pro ?-? ?forma(?: ?-? ?factuur)?', '(?:aan|ver)maning', 'betalingsherinnering', 'prijsopgave', 'prijslijst', 'loonstrook', 'salarisstrook', 'rekening ?(?:afschrift|overzicht)', 'contract', 'overeenkomst',
  // Turkish
  '(?:fiyat )?teklif(?:i)?(?: formu| mektubu)?', '(?:e-? ?)?(?:sevk )?irsaliye(?:si)?', 'pro ?-? ?forma(?: fatura)?', 'siparis(?: formu| onayi| teyidi)?', 'sozlesme(?:si)?', 'hesap (?:ekstresi|ozeti)', '(?:maas )?bordro(?:su)?', 'tahsilat makbuzu', 'mutabakat(?: mektubu)?', 'dekont',
];
const weak: readonly string[] = ['pedido', 'orden', 'order', 'recibo', 'resumen', 'extracto', 'commande', 'bestelnummer', 'kontrakt', 'ordine cliente', 'voucher', 'ticket de cambio', 'vale'];

const anyOf = (words: readonly string[]): RegExp => new RegExp(`^(?:${words.join('|')})(?![\\p{L}\\d])`, 'u');

export const strongTitle = anyOf(strong);
export const weakTitle = anyOf(weak);

/** What an invoice, a credit or debit note or a till receipt calls itself, wherever it stands in a folded label. */
export const invoiceWord = /fac?tur|fattur|faktur|invoice|\binv\b|rechnung|gutschrift|\bbill\b|boleta|receipt|ticket|tique|ricevuta|scontrino|quittung|beleg|\bbon\b|nota (?:fiscal|de (?:credito|debito)|di (?:credito|debito|accredito))|credit (?:note|memo)|debit note|\bavoir\b|danfe|parcella|honora|cash (?:bill|memo|sale)|guest check|\bfis\b|makbuz|rekening|\babono\b|liquidacion de servicio|cupom|recibo|recu\b|talao|\bdebito\b|creditnota|kassabon/;
