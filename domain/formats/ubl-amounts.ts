import Big from 'big.js';
import type { XmlElement } from './element.ts';
import type { Stated } from './reading.ts';
import { ubl } from './ubl-finder.ts';
import { decimal, firstStated, stated, sum } from './values.ts';

interface UblAmounts {
  net: Stated | undefined;
  total: Stated | undefined;
}

/**
 * Net is BT-109 `TaxExclusiveAmount`, or the sum of the lines where that is what makes the total: DIAN keeps excluded goods out of its
 * `TaxExclusiveAmount`, and SUNAT leaves the element out. Total is BT-112 `TaxInclusiveAmount`, or what is payable with what was prepaid.
 */
export function ublAmounts(root: XmlElement, totals: XmlElement | undefined, tax: Stated | undefined, otherTaxes: string | null): UblAmounts {
  const amount = (name: string): Stated | undefined => stated(ubl.one(totals, name), decimal);
  const total = totalOf(root, amount);
  const makesTotal = (net: Stated | undefined): boolean =>
    net !== undefined && total !== undefined && new Big(sum([net.value, tax?.value, otherTaxes]) ?? 0).minus(total.value).abs().lte('0.02');
  const exclusive = amount('TaxExclusiveAmount');
  const lines = amount('LineExtensionAmount');
  const taxable = firstStated(ubl.all(root, 'TaxTotal/TaxSubtotal/TaxableAmount'), decimal);
  const net = exclusive === undefined || (!makesTotal(exclusive) && makesTotal(lines)) ? (lines ?? exclusive) : exclusive;
  return { net: net ?? (makesTotal(taxable) ? taxable : undefined), total };
}

function totalOf(root: XmlElement, amount: (name: string) => Stated | undefined): Stated | undefined {
  const inclusive = amount('TaxInclusiveAmount');
  const payable = amount('PayableAmount');
  const withPrepaid = payable === undefined ? undefined : withPart(payable, amount('PrepaidAmount'));
  const hasAllowance = [amount('AllowanceTotalAmount'), amount('ChargeTotalAmount')].some((part) => part !== undefined && !new Big(part.value).eq(0));
  // DIAN takes allowances of the whole invoice off after taxes: its total is what is payable (ValTot of the CUFE), not `TaxInclusiveAmount`.
  return inclusive === undefined || (isDian(root) && hasAllowance && withPrepaid !== undefined) ? withPrepaid : inclusive;
}

const withPart = (amount: Stated, part: Stated | undefined): Stated =>
  part === undefined || new Big(part.value).eq(0) ? amount : { ...amount, value: sum([amount.value, part.value]) ?? amount.value, certainty: 'derived' };

const isDian = (root: XmlElement): boolean => /\bDIAN\b/i.test(ubl.one(root, 'ProfileID')?.text ?? '');
