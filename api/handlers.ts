import type { Handlers } from './mount.ts';
import { apiKeyHandlers } from './routes/api-keys.ts';
import { auditHandlers } from './routes/audit.ts';
import { bulkHandlers } from './routes/bulk.ts';
import { clientHandlers } from './routes/clients.ts';
import { documentHandlers } from './routes/documents.ts';
import { eventHandlers } from './routes/events.ts';
import { healthHandlers } from './routes/health.ts';
import { invitationHandlers } from './routes/invitations.ts';
import { memberHandlers } from './routes/members.ts';
import { notificationHandlers } from './routes/notifications.ts';
import { operationsHandlers } from './routes/operations.ts';
import { passwordResetHandlers } from './routes/password-resets.ts';
import { platformHandlers } from './routes/platform.ts';
import { profileHandlers } from './routes/profile.ts';
import { reviewHandlers } from './routes/reviews.ts';
import { sampleHandlers } from './routes/samples.ts';
import { secondFactorHandlers } from './routes/second-factor.ts';
import { sessionHandlers } from './routes/session.ts';
import { settingsHandlers } from './routes/settings.ts';
import { statisticsHandlers } from './routes/statistics.ts';
import { tenantHandlers } from './routes/tenant.ts';
import { transferHandlers } from './routes/transfer.ts';
import { uploadLinkHandlers } from './routes/upload-links.ts';
import { uploadHandlers } from './routes/uploads.ts';
import { webhookHandlers } from './routes/webhooks.ts';

export const handlers: Handlers = {
  ...healthHandlers, ...sessionHandlers, ...apiKeyHandlers, ...clientHandlers, ...uploadHandlers, ...documentHandlers, ...reviewHandlers, ...settingsHandlers,
  ...webhookHandlers, ...tenantHandlers, ...uploadLinkHandlers, ...transferHandlers, ...statisticsHandlers, ...notificationHandlers, ...eventHandlers,
  ...bulkHandlers, ...auditHandlers, ...secondFactorHandlers, ...profileHandlers, ...platformHandlers, ...passwordResetHandlers, ...memberHandlers,
  ...invitationHandlers, ...sampleHandlers, ...operationsHandlers,
};
