export { deliverWebhook } from './deliver-webhook.ts';
export { maintain } from './maintain.ts';
export { processDocument } from './process-document.ts';
