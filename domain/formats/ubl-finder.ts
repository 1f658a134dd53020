import { finder } from './element.ts';

/** Elements of UBL itself; an undeclared prefix counts as UBL, since fragments cut out of envelopes often lost their declarations. */
export const ubl = finder((namespace) => namespace === null || namespace.startsWith('urn:oasis:names:specification:ubl:'));
