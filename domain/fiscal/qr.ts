import { currencyOfAfip } from './currencies.ts';

/** What the fiscal QR of RG 4892/2020 states; null where it leaves a field out or its text is damaged there. */
export interface FiscalQr {
  /** ISO date. */
  issueDate: string | null;
  /** Eleven digits as written, whether or not the check digit is right. */
  issuerCuit: string | null;
  pointOfSale: number | null;
  typeCode: number | null;
  number: number | null;
  /** Decimal text in the voucher's own currency. Some issuers write 0.00 whatever the total is. */
  amount: string | null;
  /** ISO 4217. */
  currency: string | null;
  /** Pesos per unit of the currency, decimal text. */
  exchangeRate: string | null;
  /** AFIP document type: 80 CUIT, 86 CUIL, 96 DNI, 99 not identified … */
  recipientDocumentType: number | null;
  recipientDocument: string | null;
  authorizationKind: 'CAE' | 'CAEA' | null;
  authorization: string | null;
  /** The JSON is cut short or not well formed: what could be read of it is given, what comes last may be missing. */
  isDamaged: boolean;
}

/**
 * Reads the text of a fiscal QR: the URL of either host (afip.gob.ar, arca.gob.ar), with or without `www` and scheme, `p` in base64 of any
 * alphabet and padding, or the bare base64 or JSON. Null where the text is none of these.
 * Issuers in the wild write numbers as strings, dd/mm/yyyy dates, no `fecha`, and JSON cut short.
 */
export function parseFiscalQr(text: string): FiscalQr | null {
  const json = jsonOf(text.trim());
  if (json === null) return null;
  const entries = entriesOf(json);
  if (!entries.has('cuit') && !entries.has('codaut')) return null;
  const integer = (key: string): number | null => {
    const value = entries.get(key)?.replace(/\.0*$/, '') ?? '';
    return /^\d{1,9}$/.test(value) ? Number(value) : null;
  };
  const digits = (key: string): string | null => entries.get(key)?.replace(/[\s.\-/]/g, '').match(/^\d+$/)?.[0] ?? null;
  const kind = entries.get('tipocodaut')?.toUpperCase();
  return {
    issueDate: dateOf(entries.get('fecha') ?? ''),
    issuerCuit: digits('cuit'),
    pointOfSale: integer('ptovta'),
    typeCode: integer('tipocmp'),
    number: integer('nrocmp'),
    amount: decimalOf(entries.get('importe') ?? ''),
    currency: currencyOfAfip(entries.get('moneda') ?? ''),
    exchangeRate: decimalOf(entries.get('ctz') ?? ''),
    recipientDocumentType: integer('tipodocrec'),
    recipientDocument: digits('nrodocrec'),
    authorizationKind: kind === 'E' || kind === 'CAE' ? 'CAE' : kind === 'A' || kind === 'CAEA' ? 'CAEA' : null,
    authorization: digits('codaut')?.match(/^\d{14}$/)?.[0] ?? null,
    isDamaged: !isWellFormed(json),
  };
}

const URL_OF_QR = /^(?:https?:\/\/)?(?:[\w-]+\.)?(?:afip|arca)\.gob\.ar\/fe\/qr\/?\?(?:.*&)?p=([^&#]*)/i;

function jsonOf(text: string): string | null {
  const payload = URL_OF_QR.exec(text)?.[1] ?? (/^ey[A-Za-z0-9+/_=-]{40,}$/.test(text) ? text : null);
  if (payload === null) return text.startsWith('{') ? text : null;
  return payload.startsWith('{') || payload.startsWith('%7B') ? unescapeUrl(payload) : decodeBase64(unescapeUrl(payload));
}

/** A `+` of base64 that was taken for a space comes back as one. */
function unescapeUrl(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function decodeBase64(text: string): string | null {
  const standard = text.replaceAll(' ', '+').replaceAll('-', '+').replaceAll('_', '/').replace(/[^A-Za-z0-9+/]/g, '');
  const whole = standard.length % 4 === 1 ? standard.slice(0, -1) : standard;
  const bytes = Uint8Array.from(atob(whole), (character) => character.charCodeAt(0));
  const json = new TextDecoder().decode(bytes).replace(/^\ufeff/, '').trim();
  return json.startsWith('{') ? json : null;
}

const PAIR = /["']?(\w+)["']?\s*:\s*(?:"([^"]*)"|'([^']*)'|([^\s,}"']+)(?=\s*[,}]))/g;

/**
 * The pairs of a flat JSON object, keys in lower case, read one by one rather than by JSON.parse: amounts and 20-digit document numbers
 * must not pass through a float, and a cut text still gives its whole pairs. A bare number counts only where something ends it.
 */
function entriesOf(json: string): Map<string, string> {
  const entries = new Map<string, string>();
  for (const [, key = '', double, single, bare] of json.matchAll(PAIR)) {
    const value = (double ?? single ?? bare ?? '').trim();
    if (value !== '' && value !== 'null') entries.set(key.toLowerCase(), value);
  }
  return entries;
}

function isWellFormed(json: string): boolean {
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
}

function dateOf(text: string): string | null {
  const match = /^(?<y>\d{4})-?(?<m>\d{2})-?(?<d>\d{2})(?!\d)/.exec(text) ?? /^(?<d>\d{1,2})[/-](?<m>\d{1,2})[/-](?<y>\d{4})/.exec(text);
  const { y = '', m = '', d = '' } = match?.groups ?? {};
  const day = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)));
  if (match === null || day.getUTCMonth() !== Number(m) - 1 || day.getUTCDate() !== Number(d)) return null;
  return `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
}

/** JSON has a decimal point; strings are found with a decimal comma and points between thousands. */
function decimalOf(text: string): string | null {
  const plain = /,\d{1,6}$/.test(text) ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '');
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(plain) ? plain : null;
}
