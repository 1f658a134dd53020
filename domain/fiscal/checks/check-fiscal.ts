import type { Reason } from '../../../contract/extraction.ts';
import { checkDiscrimination, checkSign, checkSum, checkVatLines, checkVatTotal } from './check-amounts.ts';
import { checkAuthorization, checkPaymentDate } from './check-authorization.ts';
import { checkConditions, checkLetter, checkNumber, checkTaxIds } from './check-identity.ts';
import type { Check, FiscalFacts } from './facts.ts';

const checks: Check[] = [checkLetter, checkConditions, checkTaxIds, checkNumber, checkDiscrimination, checkVatLines, checkVatTotal, checkSum, checkSign, checkAuthorization, checkPaymentDate];

/** Every rule of an Argentine voucher that the facts break; each check stands on its own and passes over what is not known. */
export const checkFiscal = (facts: FiscalFacts): Reason[] => checks.flatMap((check) => check(facts));
