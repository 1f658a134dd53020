// The names of the contract's enumerations in the reader's language. A member without a name does not compile.
import type { Actor, DeliveryStatus, Dependency, DocumentStatus, FieldName, FieldSource, InvitationStatus, Plan, ReviewTask, Role, Step, StepName, TaxLine } from '../contract.ts';
import { m } from '../paraglide/messages.js';

type Names<K extends string> = Record<K, () => string>;

export const statusNames: Names<DocumentStatus> = {
  received: m.status_received, preprocessing: m.status_preprocessing, ingested: m.status_ingested, extracting: m.status_extracting,
  in_review: m.status_in_review, approved: m.status_approved, rejected: m.status_rejected, failed: m.status_failed, cancelled: m.status_cancelled,
};

export const fieldLabels: Names<FieldName> = {
  issuerName: m.field_issuerName, issuerTaxId: m.field_issuerTaxId, recipientName: m.field_recipientName, recipientTaxId: m.field_recipientTaxId,
  invoiceType: m.field_invoiceType, invoiceTypeCode: m.field_invoiceTypeCode, invoiceNumber: m.field_invoiceNumber, pointOfSale: m.field_pointOfSale,
  issueDate: m.field_issueDate, dueDate: m.field_dueDate, currency: m.field_currency, netAmount: m.field_netAmount, taxAmount: m.field_taxAmount,
  totalAmount: m.field_totalAmount, cae: m.field_cae, caeDueDate: m.field_caeDueDate,
};

export const sourceNames: Names<FieldSource> = {
  xml: m.source_xml, qr: m.source_qr, barcode: m.source_barcode, text: m.source_text, ocr: m.source_ocr,
  history: m.source_history, ai: m.source_ai, derived: m.source_derived, human: m.source_human,
};

export const sourceHints: Names<FieldSource> = {
  xml: m.source_hint_xml, qr: m.source_hint_qr, barcode: m.source_hint_barcode, text: m.source_hint_text, ocr: m.source_hint_ocr,
  history: m.source_hint_history, ai: m.source_hint_ai, derived: m.source_hint_derived, human: m.source_hint_human,
};

export const reviewStatusNames: Names<ReviewTask['status']> = {
  open: m.review_status_open, approved: m.review_status_approved, rejected: m.review_status_rejected, withdrawn: m.review_status_withdrawn,
};

export const roleNames: Names<Role> = { owner: m.role_owner, admin: m.role_admin, reviewer: m.role_reviewer, operator: m.role_operator, viewer: m.role_viewer };

export const stepNames: Names<StepName> = {
  preprocess: m.step_preprocess, 'wait-start': m['step_wait-start'], extract: m.step_extract, consult: m.step_consult, score: m.step_score,
  review: m.step_review, settle: m.step_settle, announce: m.step_announce,
  'announce-decision': m['step_announce-decision'],
};

export const stepStatusNames: Names<Step['status']> = {
  running: m.step_running, waiting: m.step_waiting, done: m.step_done, failed: m.step_failed,
};

export const deliveryStatusNames: Names<DeliveryStatus> = {
  pending: m.delivery_pending, delivered: m.delivery_delivered, dead: m.delivery_dead, discarded: m.delivery_discarded,
};

export const taxKindNames: Names<TaxLine['kind']> = {
  vat: m.tax_kind_vat, perception: m.tax_kind_perception, withholding: m.tax_kind_withholding, internal: m.tax_kind_internal, other: m.tax_kind_other,
};

export const actorKindNames: Names<Actor['kind']> = { user: m.kind_user, api_key: m.kind_api_key, upload_link: m.kind_upload_link, system: m.kind_system };

export const dependencyNames: Names<Dependency['name']> = {
  database: m.dependency_database, objectStore: m.dependency_objectStore, temporal: m.dependency_temporal, workers: m.dependency_workers,
};

export const planNames: Names<Plan> = { starter: m.plan_starter, professional: m.plan_professional, enterprise: m.plan_enterprise };

export const roleDescriptions: Names<Role> = { owner: m.role_owner_can, admin: m.role_admin_can, reviewer: m.role_reviewer_can, operator: m.role_operator_can, viewer: m.role_viewer_can };

export const invitationStatusNames: Names<InvitationStatus> = {
  pending: m.invitation_status_pending, accepted: m.invitation_status_accepted, revoked: m.invitation_status_revoked, expired: m.invitation_status_expired,
};
