// Amounts inside the reader are exact: whole ten-thousandths in a bigint. Text goes in and comes out as decimal text.

/** Ten-thousandths of a currency unit. */
export type Amount = bigint;

export const one: Amount = 10_000n;
/** One hundredth, the smallest unit that most invoices print. */
export const cent: Amount = 100n;

/** Digits before and after the decimal separator; further decimals than four are rounded half up. */
export function amountFrom(whole: string, decimals: string, isNegative = false): Amount {
  const padded = (decimals + '00000').slice(0, 5);
  const scaled = BigInt((whole || '0') + padded.slice(0, 4)) + (padded.charCodeAt(4) >= 53 ? 1n : 0n);
  return isNegative ? -scaled : scaled;
}

/** From decimal text such as "-12.5". Anything else gives null. */
export function parseDecimal(text: string): Amount | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  return match ? amountFrom(match[2] ?? '', match[3] ?? '', match[1] === '-') : null;
}

/** Decimal text with at least `decimals` places, more only where the value has them. */
export function formatDecimal(amount: Amount, decimals = 2): string {
  const sign = amount < 0n ? '-' : '';
  const digits = (amount < 0n ? -amount : amount).toString().padStart(5, '0');
  let fraction = digits.slice(-4).replace(/0+$/, '');
  fraction = fraction.padEnd(decimals, '0');
  return sign + digits.slice(0, -4) + (fraction ? `.${fraction}` : '');
}

export const absolute = (amount: Amount): Amount => (amount < 0n ? -amount : amount);

export const isNear = (a: Amount, b: Amount, tolerance: Amount): boolean => absolute(a - b) <= tolerance;

/** `rate` per cent (in ten-thousandths, 21 % is 210000n) of an amount, rounded half up. */
export function percentOf(amount: Amount, rate: Amount): Amount {
  const product = amount * rate;
  const divisor = 1_000_000n;
  const half = product < 0n ? -divisor / 2n : divisor / 2n;
  return (product + half) / divisor;
}

/** What was before `rate` per cent were added to it. */
export function withoutPercent(amount: Amount, rate: Amount): Amount {
  const divisor = 1_000_000n + rate;
  const product = amount * 1_000_000n;
  const half = product < 0n ? -divisor / 2n : divisor / 2n;
  return (product + half) / divisor;
}

export const sumOf = (amounts: Amount[]): Amount => amounts.reduce((sum, amount) => sum + amount, 0n);
