import { describe, expect, it } from 'vitest';
import { barcodeCheckDigit } from '../barcode.ts';
import { modulo11 } from './code-values.ts';
import { readCode } from './read-code.ts';

const argentine = (overrides: Record<string, unknown> = {}): string =>
  `https://www.arca.gob.ar/fe/qr/?p=${btoa(JSON.stringify({ ver: 1, fecha: '2024-05-02', cuit: 30000000007, ptoVta: 3, tipoCmp: 6, nroCmp: 21, importe: 1815.5, moneda: 'PES', ctz: 1, tipoDocRec: 99, nroDocRec: 0, tipoCodAut: 'E', codAut: 74180000000017, ...overrides }))}`;

const brazilianKey = (() => {
  const digits = '35' + '2101' + '11222333000181' + '55' + '001' + '000002207' + '1' + '12344321';
  const check = modulo11(digits, 9);
  return digits + (check >= 10 ? 0 : check);
})();

const ecuadorianKey = (() => {
  const digits = '06032026' + '01' + '1792060346001' + '2' + '001' + '002' + '000000123' + '12345678' + '1';
  const check = modulo11(digits, 7);
  return digits + (check === 11 ? 0 : check === 10 ? 1 : check);
})();

const argentineBarcode = '30000000007' + '001' + '00010' + '70417054367476' + '20201023';

const stamp = (total: number): string =>
  `<TED version="1.0"><DD><RE>76086428-5</RE><TD>33</TD><F>0123</F><FE>2026-03-06</FE><RR>60803000-K</RR><RSR>Comercial A &amp; B Ltda</RSR><MNT>${total}</MNT><IT1>Horas</IT1>` +
  '<CAF version="1.0"><DA><RE>76086428-5</RE><RS>Servicios Australes SpA</RS><TD>33</TD><RNG><D>1</D><H>500</H></RNG><FA>2025-01-02</FA></DA><FRMA algoritmo="SHA1withRSA">x</FRMA></CAF><TSTED>2026-03-06T10:00:00</TSTED></DD><FRMT algoritmo="SHA1withRSA">y</FRMT></TED>';

const colombian = 'NumFac: SETP990000002 FecFac: 2019-06-20 HorFac: 09:15:23-05:00 NitFac: 800197268 DocAdq: 900108281 ValFac: 1500000.00 ValIva: 285000.00 ValOtroIm: 0.00 ValTolFac: 1785000.00 CUFE: ';
const cufe = '0123456789abcdef'.repeat(6);

const cases: [name: string, text: string, expected: object][] = [
  ['Argentine QR', argentine(), { kind: 'ar-qr', fields: { issuerTaxId: '30000000007', invoiceTypeCode: '6', pointOfSale: '3', invoiceNumber: '00003-00000021', issueDate: '2024-05-02', currency: 'ARS', totalAmount: '1815.5', cae: '74180000000017' }, isDamaged: false }],
  ['Argentine QR with zero total', argentine({ importe: '0.00' }), { kind: 'ar-qr', fields: expect.not.objectContaining({ totalAmount: expect.anything() }) as object }],
  ['Argentine bar code', argentineBarcode + barcodeCheckDigit(argentineBarcode), { kind: 'ar-barcode', fields: { issuerTaxId: '30000000007', invoiceTypeCode: '1', pointOfSale: '10', cae: '70417054367476', caeDueDate: '2020-10-23' }, isDamaged: false }],
  [
    'CFDI 4.0',
    'https://verificacfdi.facturaelectronica.sat.gob.mx/default.aspx?id=AD662D33-6934-459C-A128-BDF0393F0F44&re=MAB9307148T4&rr=XAXX010101000&tt=0000001234.560000&fe=abcd1234',
    { kind: 'mx-cfdi', fields: { issuerTaxId: 'MAB9307148T4', recipientTaxId: 'XAXX010101000', totalAmount: '1234.560000' }, uniqueId: 'AD662D33-6934-459C-A128-BDF0393F0F44', isDamaged: false },
  ],
  ['CFDI 3.2', '?re=MAB9307148T4&rr=GODE561231GR8&tt=0000000100.000000&id=ad662d33-6934-459c-a128-bdf0393f0f44', { kind: 'mx-cfdi', fields: { totalAmount: '100.000000' } }],
  ['CFDI in HTML', 'https://verificacfdi.facturaelectronica.sat.gob.mx/default.aspx?&amp;id=AD662D33-6934-459C-A128-BDF0393F0F44&amp;re=MAB9307148T4&amp;rr=GODE561231GR8&amp;tt=10', { kind: 'mx-cfdi', fields: { totalAmount: '10' } }],
  [
    'SUNAT',
    '20512333797|01|F001|00000123|180.00|1180.00|2026-03-06|6|20100070970|hash=|',
    { kind: 'pe-sunat', fields: { issuerTaxId: '20512333797', recipientTaxId: '20100070970', invoiceTypeCode: '01', invoiceNumber: 'F001-123', issueDate: '2026-03-06', taxAmount: '180.00', totalAmount: '1180.00' }, isDamaged: false },
  ],
  ['SUNAT boleta with spaces and slashes', '20512333797 | 03 | B001 | 7 | 1.80 | 11.80 | 06/03/2026 | 1 | 00000000 |', { kind: 'pe-sunat', fields: { invoiceTypeCode: '03', invoiceNumber: 'B001-7', issueDate: '2026-03-06', totalAmount: '11.80' } }],
  [
    'VeriFactu',
    'https://www2.agenciatributaria.gob.es/wlpl/TIKE-CONT/ValidarQR?nif=B58378431&numserie=2026%2F0012&fecha=06-03-2026&importe=241.4',
    { kind: 'es-verifactu', fields: { issuerTaxId: 'B58378431', invoiceNumber: '2026/0012', issueDate: '2026-03-06', currency: 'EUR', totalAmount: '241.4' }, isDamaged: false },
  ],
  ['VeriFactu test host, not sending', 'https://prewww2.aeat.es/wlpl/TIKE-CONT/ValidarQRNoVerifactu?nif=B58378431&numserie=A+1&fecha=06-03-2026&importe=-5', { kind: 'es-verifactu', fields: { invoiceNumber: 'A 1', totalAmount: '-5' } }],
  [
    'TicketBAI',
    'https://batuz.eus/QRTBAI/?id=TBAI-B58378431-060326-btFpwP8dcLGAF-237&s=T&nf=27174&i=4.70&cr=007',
    { kind: 'es-ticketbai', fields: { issuerTaxId: 'B58378431', invoiceNumber: 'T-27174', issueDate: '2026-03-06', currency: 'EUR', totalAmount: '4.70' } },
  ],
  [
    'Chilean stamp',
    stamp(119000),
    { kind: 'cl-ted', fields: { issuerTaxId: '76086428-5', issuerName: 'Servicios Australes SpA', recipientTaxId: '60803000-K', recipientName: 'Comercial A & B Ltda', invoiceTypeCode: '33', invoiceNumber: '123', issueDate: '2026-03-06', totalAmount: '119000' }, isDamaged: false },
  ],
  ['Chilean stamp cut short', stamp(119000).slice(0, 160), { kind: 'cl-ted', fields: { issuerTaxId: '76086428-5', invoiceNumber: '123' }, isDamaged: true }],
  ['NF-e key', brazilianKey.replace(/(\d{4})/g, '$1 '), { kind: 'br-nfe', fields: { issuerTaxId: '11222333000181', invoiceTypeCode: '55', invoiceNumber: '2207', currency: 'BRL' }, uniqueId: brazilianKey }],
  ['NFC-e QR 2.0', `http://www.fazenda.pr.gov.br/nfce/qrcode?p=${brazilianKey}|2|1|1|ABC`, { kind: 'br-nfe', fields: { invoiceNumber: '2207' } }],
  ['NFC-e QR 1.0', `http://www.sefaz.rs.gov.br/NFCE?chNFe=${brazilianKey}&nVersao=100&dhEmi=323032362d30332d30365431303a30303a30302d30333a3030&vNF=30.00`, { kind: 'br-nfe', fields: { issueDate: '2026-03-06', totalAmount: '30.00' } }],
  ['SRI access key', ecuadorianKey, { kind: 'ec-access-key', fields: { issuerTaxId: '1792060346001', invoiceTypeCode: '01', invoiceNumber: '001-002-000000123', issueDate: '2026-03-06' }, uniqueId: ecuadorianKey }],
  [
    'DIAN in one line',
    `${colombian}${cufe}`,
    { kind: 'co-dian', fields: { issuerTaxId: '800197268', recipientTaxId: '900108281', invoiceNumber: 'SETP990000002', issueDate: '2019-06-20', netAmount: '1500000.00', taxAmount: '285000.00', totalAmount: '1785000.00' }, uniqueId: cufe, isDamaged: false },
  ],
  ['DIAN in lines with =', `${colombian.replaceAll(': ', '=').replaceAll(' ', '\n')}\nhttps://catalogo-vpfe.dian.gov.co/document/searchqr?documentkey=${cufe}`, { kind: 'co-dian', fields: { totalAmount: '1785000.00' }, uniqueId: cufe }],
  ['DGI', 'https://www.efactura.dgi.gub.uy/consultaQR/cfe?211003420017,101,A,0000001,100.00,06/03/2026,AbC%2b1', { kind: 'uy-cfe', fields: { issuerTaxId: '211003420017', invoiceTypeCode: '101', invoiceNumber: 'A-1', issueDate: '2026-03-06', totalAmount: '100.00' } }],
  ['DGI with a broken escape', 'https://www.efactura.dgi.gub.uy/consultaQR/cfe?211003420017,101,A,1,100.00,%ff%,x', { kind: 'uy-cfe', fields: { totalAmount: '100.00' } }],
  [
    'AT',
    'A:501964843*B:999999990*C:PT*D:FT*E:N*F:20260306*G:FT AB2026/35*H:CSDF7T5H-35*I1:PT*I7:100.00*I8:23.00*N:23.00*O:123.00*Q:TPXP*R:9999',
    { kind: 'pt-at', fields: { issuerTaxId: '501964843', invoiceTypeCode: 'FT', invoiceNumber: 'FT AB2026/35', issueDate: '2026-03-06', currency: 'EUR', taxAmount: '23.00', totalAmount: '123.00' }, uniqueId: 'CSDF7T5H-35' },
  ],
  [
    'GİB',
    '{"vkntckn":"4540536920","avkntckn":"17291716060","senaryo":"TICARIFATURA","tip":"SATIS","tarih":"2026-03-06","no":"ABC2026000000012","ettn":"6CEB43C4-622C-4A6D-AD4D-734F00000000","parabirimi":"TL","malhizmettoplam":"150","kdvmatrah(20)":"100","hesaplanankdv(20)":"20.00","kdvmatrah(1)":50,"hesaplanankdv(1)":0.5,"vergidahil":"170.50","odenecek":"170.50"}',
    { kind: 'tr-efatura', fields: { issuerTaxId: '4540536920', recipientTaxId: '17291716060', invoiceTypeCode: 'SATIS', invoiceNumber: 'ABC2026000000012', issueDate: '2026-03-06', currency: 'TRY', taxAmount: '20.5', totalAmount: '170.50' }, isDamaged: false },
  ],
  ['GİB export', '{"vkntckn":"4540536920","avkntckn":"1460415308","senaryo":"IHRACAT","no":"ABC2026000000012"}', { kind: 'tr-efatura', fields: { issuerTaxId: '4540536920', invoiceNumber: 'ABC2026000000012' }, isDamaged: true }],
];

describe('readCode', () => {
  it.each(cases)('reads %s', (_, text, expected) => {
    expect(readCode(text)).toMatchObject(expected);
  });

  it('states no recipient that is nobody', () => {
    expect(readCode(argentine())?.fields.recipientTaxId).toBeUndefined();
    expect(readCode('A:501964843*B:999999990*D:FT*F:20260306*G:FT 1*O:1.00*R:1')?.fields.recipientTaxId).toBeUndefined();
  });

  it.each([
    '', 'https://example.com/?id=1', 'WIFI:S:home;;', '7790001234567', 'BEGIN:VCARD', '20512333797|01|F001', 'x'.repeat(9_000),
    brazilianKey.slice(0, 43) + ((Number(brazilianKey[43]) + 1) % 10), ecuadorianKey.slice(0, 48) + ((Number(ecuadorianKey[48]) + 1) % 10),
    'https://batuz.eus/QRTBAI/', 'https://www2.agenciatributaria.gob.es/', '<TED>', 'https://www.efactura.dgi.gub.uy/consultaQR/cfe?1,2,3',
    '|'.repeat(500), '%'.repeat(500), 'A:*'.repeat(500),
  ])('is no fiscal code: %s', (text) => {
    expect(readCode(text)).toBeNull();
  });
});
