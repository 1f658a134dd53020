import { m } from '../paraglide/messages.js';
import type { TaxIdHint } from '../tax-id.ts';

export const taxIdHints: Record<TaxIdHint, () => string> = {
  empty: m.tax_id_hint_empty, incomplete: m.tax_id_hint_incomplete, right: m.tax_id_hint_right, wrong: m.tax_id_hint_wrong, foreign: m.tax_id_hint_foreign,
};
