import type { UploadLinkStatus } from '../contract.ts';
import { m } from '../paraglide/messages.js';

export const linkStatusNames: Record<UploadLinkStatus, () => string> = {
  active: m.link_status_active, expired: m.link_status_expired, used_up: m.link_status_used_up, revoked: m.link_status_revoked,
};
