import { m } from '../paraglide/messages.js';
import { storedErrorText } from '../text/error-text.ts';
import { fieldLabels, roleNames, statusNames } from '../text/names.ts';
import type { DetailWords } from './detail-text.ts';

const names: Record<string, () => string> = {
  run: m.audit_word_run, reason: m.audit_word_reason, code: m.audit_word_reason, fields: m.audit_word_fields, role: m.audit_word_role, name: m.audit_word_name, email: m.audit_word_email, changed: m.audit_word_changed,
  reprocess: m.audit_word_reprocess, userId: m.audit_word_person, decisionId: m.audit_word_decision, from: m.audit_word_before, to: m.audit_word_now, externalThreshold: m.processing_external, approvalThreshold: m.processing_approval, documents: m.audit_word_documents,
};
const values: Record<string, () => string> = { ...fieldLabels, ...roleNames, ...statusNames };
/** Own keys alone, since a name or value may be anything. */
const said = (words: Record<string, () => string>, key: string): string => (Object.hasOwn(words, key) ? words[key]?.() : undefined) ?? key;

export const detailWords: DetailWords = {
  name: (name) => said(names, name),
  value: (name, value) => (name === 'code' ? storedErrorText(value, value) : ['from', 'to', 'role', 'fields'].includes(name) ? said(values, value) : value),
};
