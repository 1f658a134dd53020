import type { Reason } from '../../../contract/extraction.ts';
import { isAuthorization, isDateNearCae, isDueDatePossible } from '../authorization.ts';
import { failed, type FiscalFacts } from './facts.ts';

/** Fourteen digits, valid on the issue date (RG 4291, RG 100), and a CAE given near it. */
export function checkAuthorization({ authorization, issueDate }: FiscalFacts): Reason[] {
  if (authorization === null) return [];
  const { kind, value, dueDate } = authorization;
  if (!isAuthorization(value)) return [failed('authorization_invalid', 'cae', `A ${kind} has 14 digits.`)];
  const reasons: Reason[] = [];
  if (issueDate !== null && dueDate !== null && !isDueDatePossible(kind, issueDate, dueDate)) {
    reasons.push(failed('authorization_invalid', 'caeDueDate', `A ${kind} of an invoice of ${issueDate} is not good until ${dueDate}.`));
  }
  if (kind === 'CAE' && issueDate !== null && isDateNearCae(value, issueDate) === false) {
    reasons.push(failed('date_implausible', 'issueDate', 'The CAE was given in another week than that of the issue date.'));
  }
  return reasons;
}

/** A FCE MiPyME states when it is to be paid (Ley 27.440, RG 4367); no date of payment is before the issue. */
export function checkPaymentDate({ type, issueDate, dueDate }: FiscalFacts): Reason[] {
  if (type?.isFce === true && type.family === 'factura' && dueDate === null) return [failed('field_missing', 'dueDate', 'A Factura de Crédito Electrónica states its payment due date.')];
  const isBefore = issueDate !== null && dueDate !== null && dueDate < issueDate;
  return isBefore ? [failed('date_implausible', 'dueDate', 'The payment is due before the invoice was issued.')] : [];
}
