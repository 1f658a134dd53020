// What receivers get and how they verify it: the code is the very files that the tests run.
import verifyNode from '../../../../docs/webhooks/verify.mjs?raw';
import verifyPython from '../../../../docs/webhooks/verify.py?raw';

export const verifyExamples = [
  { language: 'Node', code: verifyNode },
  { language: 'Python', code: verifyPython },
  { language: 'openssl', code: `# secret, body file -> x-comprobante-signature
printf 'sha256=%s\\n' "$(openssl dgst -sha256 -hmac "$SECRET" -r < body.json | cut -d ' ' -f 1)"` },
] as const;

export const eventExample = `{
  "event": "document.processed",
  "eventId": "evt_123",
  "tenantId": "tenant_123",
  "timestamp": "2026-03-06T18:42:59.642Z",
  "data": {
    "documentId": "doc_123",
    "status": "approved",
    "confidence": 0.98,
    "reviewTaskId": null
  }
}`;
