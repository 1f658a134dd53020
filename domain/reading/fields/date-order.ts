import type { Scan } from '../scan/scan.ts';
import type { DateOrder, DateToken } from '../values/scan-dates.ts';

export interface OrderEvidence {
  order: DateOrder;
  /** 0: a guess; 1: proved by a date of this document that can be read in one way only, or by a code. */
  certainty: number;
}

/** Countries that write the month first. */
const monthFirst = ['US', 'PH'];
/** Countries where both orders are found. */
const mixed = ['CA', 'MY', 'ZA', 'IN', 'SG'];

/** Which comes first in this document's numeric dates, and how sure that is. */
export function dateOrderOf(scan: Scan): OrderEvidence {
  const proofs = { dmy: 0, mdy: 0 };
  for (const date of scan.dates) {
    const [only] = date.readings;
    if (date.readings.length === 1 && only?.order) proofs[only.order]++;
  }
  const qrDate = scan.facts.map((facts) => facts.values.issueDate).find(Boolean);
  if (qrDate) {
    for (const date of scan.dates) {
      const match = date.readings.length > 1 ? date.readings.find((reading) => reading.iso === qrDate) : undefined;
      if (match?.order) proofs[match.order] += 2;
    }
  }
  if (proofs.dmy !== proofs.mdy) return { order: proofs.dmy > proofs.mdy ? 'dmy' : 'mdy', certainty: proofs.dmy > 0 && proofs.mdy > 0 ? 0.5 : 1 };
  const { country } = scan;
  if (country && monthFirst.includes(country)) return { order: 'mdy', certainty: 0.8 };
  if (country && mixed.includes(country)) return { order: 'dmy', certainty: 0.6 };
  if (country) return { order: 'dmy', certainty: 0.95 };
  if (scan.language && scan.language !== 'en') return { order: 'dmy', certainty: 0.9 };
  return { order: scan.amounts.some((amount) => amount.currency === '$') ? 'mdy' : 'dmy', certainty: 0.3 };
}

/** The day a date token means under an order. */
export function readDate(date: DateToken, order: DateOrder): string {
  return (date.readings.find((reading) => reading.order === order || reading.order === null) ?? date.readings[0])?.iso ?? '';
}
