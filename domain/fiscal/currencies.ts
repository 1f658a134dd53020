/** AFIP "Tabla de monedas" (codes of the QR, web services and Libro IVA) to ISO 4217. */
const ISO: Record<string, string> = {
  PES: 'ARS', DOL: 'USD', '002': 'USD', '007': 'USD', '060': 'EUR', '012': 'BRL', '011': 'UYU', '033': 'CLP', '032': 'COP', '009': 'CHF',
  '010': 'MXN', '014': 'DKK', '015': 'NOK', '016': 'SEK', '018': 'CAD', '019': 'JPY', '021': 'GBP', '023': 'VES', '025': 'TWD', '026': 'AUD',
  '029': 'PYG', '031': 'BOB', '034': 'ZAR', '035': 'PEN', '051': 'HKD', '052': 'SGD', '053': 'JMD', '055': 'ILS', '056': 'NIO', '062': 'INR',
  '064': 'CNY', '065': 'GEL',
};

/** ISO 4217 of AFIP's code; a code that is ISO already stays (`USD` is found in the wild). Null where unknown. */
export function currencyOfAfip(code: string): string | null {
  const written = code.trim().toUpperCase();
  const known = ISO[written] ?? ISO[written.padStart(3, '0')];
  return known ?? (/^(ARS|USD|EUR|BRL|UYU|CLP|GBP|CHF|MXN|CNY)$/.test(written) ? written : null);
}
