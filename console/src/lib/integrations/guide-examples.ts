// The examples of the guide, with the base URL that the console itself is served from. The code for receivers is the very files that the tests run.
import verifyNode from '../../../../docs/webhooks/verify.mjs?raw';
import verifyPython from '../../../../docs/webhooks/verify.py?raw';

export const verifyExamples = [
  { language: 'Node', code: verifyNode },
  { language: 'Python', code: verifyPython },
  { language: 'openssl', code: `# secret, body file -> x-comprobante-signature
printf 'sha256=%s\\n' "$(openssl dgst -sha256 -hmac "$SECRET" -r < body.json | cut -d ' ' -f 1)"` },
] as const;

/** As a shell takes it: an address with `?` and `&` only holds together in quotes. */
export const forShell = (example: string): string => example.replace(/https?:\S+/, (url) => `'${url}'`);

export const listExample = (base: string): string => `curl \\
-H "Authorization: Bearer comp_live_xxx" \\
${base}/v1/documents?limit=20&offset=0`;

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

export const requeueExample = (base: string): string => `curl \\
-X POST \\
-H "Authorization: Bearer comp_live_xxx" \\
${base}/v1/webhooks/dead-letters/00000000-0000-0000-0000-000000000000/requeue`;
