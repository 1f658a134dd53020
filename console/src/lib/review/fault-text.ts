import { formatDecimal, type Locale } from '../format.ts';
import { m } from '../paraglide/messages.js';
import { showValue, type ValueFault } from './field-values.ts';

/** Why a typed value cannot be stored, with an example in the reader's notation. */
export function faultText(fault: ValueFault, locale: Locale): string {
  switch (fault) {
    case 'amount': return m.fault_amount({ example: formatDecimal('12750', locale, 2) });
    case 'date': return m.fault_date({ example: showValue('date', '2026-03-06', locale) });
    case 'currency': return m.fault_currency();
    case 'tax-id': return m.fault_tax_id();
    case 'digits': return m.fault_digits();
  }
}
