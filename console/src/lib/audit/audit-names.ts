import { m } from '../paraglide/messages.js';
import type { AuditArea } from './audit-query.ts';

export const auditAreaNames: Record<AuditArea, () => string> = {
  'document.': m.audit_area_document, 'review.': m.audit_area_review, 'clients.': m.audit_area_client, 'member.': m.audit_area_member, 'invitation.': m.audit_area_invitation,
  'tenant.': m.audit_area_tenant, 'settings.': m.audit_area_settings, 'api_key.': m.audit_area_api_key, 'endpoint.': m.audit_area_endpoint, dead_letter: m.audit_area_dead_letter, 'upload_link.': m.audit_area_upload_link, 'samples.': m.audit_area_samples,
};

// The API may know actions that this console does not; those are shown by their own names.
const names: Record<string, () => string> = {
  'api_key.created': m.audit_api_key_created, 'api_key.revoked': m.audit_api_key_revoked, 'clients.imported': m.audit_clients_imported,
  'dead_letter.discarded': m.audit_dead_letters_discarded, 'dead_letter.requeued': m.audit_dead_letters_requeued, 'delivery.hurried': m.audit_delivery_hurried, 'delivery.resent': m.audit_delivery_resent,
  'dead_letters.discarded': m.audit_dead_letters_discarded, 'dead_letters.requeued': m.audit_dead_letters_requeued,
  'document.erased': m.audit_document_erased, 'document.started': m.audit_document_started, 'document.status': m.audit_document_status,
  'endpoint.created': m.audit_endpoint_created, 'endpoint.deleted': m.audit_endpoint_deleted, 'endpoint.disabled': m.audit_endpoint_disabled,
  'endpoint.secret_rotated': m.audit_endpoint_secret_rotated, 'endpoint.tested': m.audit_endpoint_tested, 'endpoint.updated': m.audit_endpoint_updated,
  'invitation.created': m.audit_invitation_created, 'invitation.resent': m.audit_invitation_resent, 'invitation.revoked': m.audit_invitation_revoked,
  'member.joined': m.audit_member_joined, 'member.removed': m.audit_member_removed, 'member.role': m.audit_member_role,
  'review.approved': m.audit_review_approved, 'review.assigned': m.audit_review_assigned, 'samples.loaded': m.audit_samples_loaded, 'samples.removed': m.audit_samples_removed, 'review.rejected': m.audit_review_rejected, 'tenant.updated': m.audit_tenant_updated, 'tenant.created': m.audit_tenant_created, 'tenant.platform': m.audit_tenant_platform, 'settings.defaults': m.audit_tenant_defaults, 'settings.processing': m.audit_settings_processing,
  'upload_link.created': m.audit_upload_link_created, 'upload_link.revoked': m.audit_upload_link_revoked, 'upload_link.updated': m.audit_upload_link_updated,
};

export const actionName = (action: string): string => names[action]?.() ?? '';
