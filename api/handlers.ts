import type { Handlers } from './mount.ts';
import { apiKeyHandlers } from './routes/api-keys.ts';
import { clientHandlers } from './routes/clients.ts';
import { documentHandlers } from './routes/documents.ts';
import { healthHandlers } from './routes/health.ts';
import { reviewHandlers } from './routes/reviews.ts';
import { sessionHandlers } from './routes/session.ts';
import { settingsHandlers } from './routes/settings.ts';
import { uploadHandlers } from './routes/uploads.ts';
import { webhookHandlers } from './routes/webhooks.ts';
import { invitationHandlers } from './routes/invitations.ts';
import { memberHandlers } from './routes/members.ts';
import { passwordResetHandlers } from './routes/password-resets.ts';
import { platformHandlers } from './routes/platform.ts';
import { profileHandlers } from './routes/profile.ts';
import { secondFactorHandlers } from './routes/second-factor.ts';
import { tenantHandlers } from './routes/tenant.ts';

export const handlers: Handlers = {
  ...healthHandlers, ...sessionHandlers, ...apiKeyHandlers, ...clientHandlers, ...uploadHandlers, ...documentHandlers, ...reviewHandlers, ...settingsHandlers, ...webhookHandlers, ...tenantHandlers, ...secondFactorHandlers, ...profileHandlers, ...platformHandlers, ...passwordResetHandlers, ...memberHandlers, ...invitationHandlers,
};
