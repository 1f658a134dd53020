/** ISO 4217 from a code or from the words that writers put in its place in CFDI 3.2, DTE and SRI documents. */
export function currencyCode(text: string | undefined): string | null {
  const written = text?.normalize('NFD').replace(/\p{M}/gu, '').trim().toUpperCase() ?? '';
  if (/^[A-Z]{3}$/.test(written)) return old[written] ?? written;
  return words.find(([pattern]) => pattern.test(written))?.[1] ?? null;
}

/** Codes that ISO 4217 withdrew and that programs still write for the currency of today. */
const old: Record<string, string> = { MXP: 'MXN', TRL: 'TRY', BYR: 'BYN', ROL: 'RON', VEF: 'VES' };

const words: [RegExp, string][] = [
  [/^(M\.?N\.?|MONEDA NACIONAL|PESOS? MEX(ICANOS?)?\.?)$/, 'MXN'],
  [/^PESOS? (CL|CHILENOS?)$/, 'CLP'],
  [/^(DOLAR|DOLARES|US ?DOLLARS?|DOLAR(ES)? (USA|AMERICANOS?|ESTADOUNIDENSES?|DE LOS ESTADOS UNIDOS.*)|US\$|U\.?S\.?D\.?)$/, 'USD'],
  [/^EUROS?$/, 'EUR'],
  [/^(LIBRA EST(ERLINA)?|LIBRAS? ESTERLINAS?)$/, 'GBP'],
  [/^YEN$/, 'JPY'],
  [/^(FRANCO SZ|FRANCOS? SUIZOS?)$/, 'CHF'],
  [/^(REAL|REAIS|R\$|CRUZEIRO REAL)$/, 'BRL'],
  [/^SOL(ES)?$/, 'PEN'],
  [/^PESOS? COL(OMBIANOS?)?$/, 'COP'],
  [/^PESOS? URUG(UAYOS?)?$/, 'UYU'],
  [/^BOLIVIANOS?$/, 'BOB'],
];
