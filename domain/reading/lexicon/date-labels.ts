import type { LabelGroup } from './concepts.ts';

export const dateLabels: LabelGroup[] = [
  { concept: 'issueDate', strength: 3, phrases: {
    es: 'fecha de emisión|fecha emisión|fecha factura|fecha de factura|fecha de la factura|fecha comprobante|fecha del comprobante|fecha de comprobante|fecha de facturación|fecha de expedición|fecha expedición|fecha doc|fecha documento|fecha del documento|f. emisión|fec. emisión|fecha y hora de emisión|emitida el|emitido el|lugar y fecha',
    en: 'invoice date|date of invoice|date of issue|issue date|issued on|date issued|bill date|billing date|invoice dated|tax invoice date|receipt date|statement date|dated|date invoiced|document date|inv date|inv. date',
    pt: 'data de emissão|data emissão|data da emissão|data da fatura|data da factura|data do documento|emitida em|data de emissao da nota',
    it: 'data fattura|data documento|data emissione|data di emissione|data doc|fattura del|del documento',
    fr: "date de facture|date de la facture|date facture|date d'émission|date de facturation|date d’émission|facture du|émise le|émis le|date du document|date emission",
    de: 'rechnungsdatum|ausstellungsdatum|belegdatum|datum der rechnung|re-datum|rechnung vom|rechnungs-datum',
    tr: 'fatura tarihi|düzenleme tarihi|düzenlenme tarihi|fatura tarih|tanzim tarihi|belge tarihi',
    nl: 'factuurdatum|factuur datum|datum factuur|notadatum' } },
  { concept: 'date', strength: 2, phrases: {
    es: 'fecha|fec.|día mes año|fecha y hora|fecha/hora', en: 'date|date & time|date/time|trans date|transaction date|tax point|tax point date|date/tax point', pt: 'data|data e hora', it: 'data', fr: 'date|le', de: 'datum', tr: 'tarih|tarihi', nl: 'datum' } },
  { concept: 'dueDate', strength: 3, phrases: {
    es: 'fecha de vencimiento|fecha vencimiento|vencimiento|fecha de vto. para el pago|fecha de vto para el pago|vencimiento del pago|vencimiento de pago|fecha de vencimiento de pago|fecha vto|fecha de vto|vto. pago|vto.|vto|vence|vence el|pagar antes del|fecha límite de pago|fecha de pago|fec. vto|f. vencimiento|f.vto|1er vencimiento|primer vencimiento|pagar hasta|fecha de vencimiento para el pago|fecha vto. para el pago',
    en: 'due date|payment due|payment due date|date due|pay by|due by|due on|please pay by|payment due by|due|total amount due on|amount due on',
    pt: 'data de vencimento|vencimento|data limite de pagamento|pagar até', it: 'scadenza|data scadenza|data di scadenza|scadenza pagamento|da pagare entro',
    fr: "date d'échéance|date d’échéance|échéance|date limite de paiement|à payer avant le|à régler avant le|date de règlement|à partir du|date echeance|prélèvement à partir du",
    de: 'fälligkeitsdatum|fällig am|zahlbar bis|fällig|zahlungsziel|fälligkeit|zahlung bis|zu zahlen bis|zahlbar bis zum',
    tr: 'vade tarihi|son ödeme tarihi|ödeme tarihi|vade|vade tarih', nl: 'vervaldatum|uiterste betaaldatum|te betalen voor|vervalt op|betalen voor|verval datum' } },
  { concept: 'caeDueDate', strength: 3, phrases: {
    es: 'fecha de vto. de cae|fecha vto. cae|fecha vto. de cae|vto. cae|vto. c.a.e.|vto. de cae|vencimiento cae|vencimiento c.a.e.|vencimiento del cae|vencimiento de cae|fecha de vencimiento cae|fecha de vencimiento de cae|fecha de vencimiento del cae|cae vto|cae vto.|fecha vencimiento cae|fecha vto cai|vto. cai|vto. de cai|fecha de vencimiento cai|vto cae|fecha de vto. cae|venc. cae|venc. c.a.e.|cae vencimiento|cae fecha vto|cae fecha vencimiento|vence cae|fecha vto. caea|fecha venc. cae|f. vto. cae|f. vto. c.a.e.|vencim. c.a.e.|vto. caea|fecha de vto. de caea' } },
  { concept: 'activityStart', strength: 3, phrases: {
    es: 'inicio de actividades|fecha de inicio de actividades|inicio actividades|inicio de actividad|inicio activ.|inicio act.|fecha inicio actividades|fecha de inicio|inic. act.|ini. act.|inic. de actividades|inic. actividades|fecha inicio act.|inicio actividad|fecha inicio de actividades|inicio de act.' } },
  { concept: 'otherDate', strength: 3, phrases: {
    es: 'fecha de impresión|fecha imp.|fecha impresión|período facturado desde|período facturado|periodo desde|desde|hasta|fecha de entrega|fecha entrega|fecha pedido|fecha de pedido|fecha remito|saldo al|fecha de nacimiento|fecha servicio|fecha de servicio|próximo vencimiento|segundo vencimiento|2do vencimiento|fecha de alta|período|fecha operación|fecha de operación|fecha de lectura|fecha orden|hora',
    en: 'delivery date|ship date|shipping date|order date|date of supply|service date|billing period|period|from|to|print date|printed|check in|check out|date of birth|training date|date ordered|date shipped|next bill|cut-off date|expiry date|exp. date|start date|end date|po date|service period|meter read|due to change|next billing date|dispatch date|supply date',
    pt: 'data de entrega|data de saída|período|data do pedido|data saída', it: 'data consegna|periodo|data ordine|data ddt|ddt del|dal|al',
    fr: 'date de livraison|date de commande|période|prochaine facture|souscrit depuis|date prestation|date de prestation|prochain relevé|du|au|relevé le',
    de: 'lieferdatum|leistungsdatum|leistungszeitraum|bestelldatum|auftragsdatum|druckdatum|abrechnungszeitraum|liefertermin|zeitraum|bestellung vom|mietende|mietbeginn|lieferschein vom',
    tr: 'irsaliye tarihi|sipariş tarihi|sevk tarihi|fiili sevk tarihi|düzenleme zamanı|düzenleme saati|oluşturma tarihi', nl: 'leverdatum|besteldatum|orderdatum|periode|leveringsdatum' } },
];
