export { deliverWebhook } from './deliver-webhook.ts';
export { maintain } from './maintain.ts';
export { processDocument, processDocumentAtOnce } from './process-document.ts';
