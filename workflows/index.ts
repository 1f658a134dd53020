export { deliverWebhook } from './deliver-webhook.ts';
export { processDocument } from './process-document.ts';
