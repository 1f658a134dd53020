import { once } from 'node:events';
import { createServer } from 'node:http';

export interface ReceivedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  service: string;
  attributes: Record<string, unknown>;
}

interface Value {
  stringValue?: string;
  intValue?: number | string;
}
interface Attributes {
  attributes?: { key: string; value: Value }[];
}
interface Body {
  resourceSpans: { resource: Attributes; scopeSpans: { spans: (Omit<ReceivedSpan, 'service' | 'attributes'> & Attributes)[] }[] }[];
}

const toRecord = ({ attributes = [] }: Attributes) => Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)]));

/** An OTLP receiver on loopback that keeps the spans it was sent; `text` is all that came. */
export async function startTraceReceiver(): Promise<{ url: string; spans: ReceivedSpan[]; text: () => string; close(): void }> {
  const spans: ReceivedSpan[] = [];
  let all = '';
  const server = createServer((req, res) => {
    let text = '';
    req.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; });
    req.on('end', () => {
      all += text;
      for (const { resource, scopeSpans } of (JSON.parse(text) as Body).resourceSpans) {
        const service = String(toRecord(resource)['service.name']);
        for (const { attributes, ...span } of scopeSpans.flatMap((scope) => scope.spans)) spans.push({ ...span, service, attributes: toRecord({ attributes: attributes ?? [] }) });
      }
      res.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`, spans, text: () => all,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
