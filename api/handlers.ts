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

export const handlers: Handlers = {
  ...healthHandlers, ...sessionHandlers, ...apiKeyHandlers, ...clientHandlers, ...uploadHandlers, ...documentHandlers, ...reviewHandlers, ...settingsHandlers, ...webhookHandlers,
};
