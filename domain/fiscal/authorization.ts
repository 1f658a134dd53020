/**
 * CAE: by the tax office per voucher (RG 4291). CAEA: in advance for half a month, contingency only (RG 5782). CAI: for pre-printed paper (RG 100).
 * All are fourteen digits.
 */
export type AuthorizationKind = 'CAE' | 'CAEA' | 'CAI';

export const isAuthorization = (text: string): boolean => /^\d{14}$/.test(text) && !/^(\d)\1{13}$/.test(text);

const DAY_MS = 86_400_000;
const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/**
 * Whether a due date is possible beside an issue date (ISO). A CAE is good for the ten days in which the voucher may be handed over (RG 4291),
 * counted from the voucher's or the request's date, and services may be dated up to ten days away from it; a CAEA ends with its half month
 * and is reported days after; a CAI lasts up to a year or more.
 */
export function isDueDatePossible(kind: AuthorizationKind, issueDate: string, dueDate: string): boolean {
  const distance = days(issueDate, dueDate);
  const [from, to] = kind === 'CAE' ? [0, 45] : kind === 'CAEA' ? [0, 60] : [0, 1100];
  return distance >= from && distance <= to;
}

/**
 * The Monday (ISO) of the week in which a CAE was given: vouchers show a digit of the decade (6 for 2010–19, 7 for 2020–29, 8 for 2030–39),
 * the year's last digit and the ISO week. AFIP promises no such structure: it is evidence, not a rule. Null where digits are no week.
 */
export function weekOfCae(cae: string): string | null {
  const match = /^([678])(\d)(\d{2})\d{10}$/.exec(cae);
  if (match === null) return null;
  const year = 2010 + (Number(match[1]) - 6) * 10 + Number(match[2]);
  const week = Number(match[3]);
  if (week > 53) return null;
  const january4 = new Date(Date.UTC(year, 0, 4));
  const monday = january4.getTime() - ((january4.getUTCDay() + 6) % 7) * DAY_MS + (week - 1) * 7 * DAY_MS;
  return new Date(monday).toISOString().slice(0, 10);
}

/** Whether the issue date is within three weeks of the CAE's own; null where the CAE tells no week. */
export function isDateNearCae(cae: string, issueDate: string): boolean | null {
  const monday = weekOfCae(cae);
  return monday === null ? null : Math.abs(days(monday, issueDate)) <= 24;
}
