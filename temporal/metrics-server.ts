import { once } from 'node:events';
import { createServer } from 'node:http';
import { metricsType, processMetrics } from '../adapters/metrics.ts';
import { mayReadMetrics } from '../adapters/metrics-access.ts';
import type { MetricsConfig } from '../config.ts';

/** A port that nobody has now; for the SDK, which cannot say which one it took. */
export async function freeLoopbackPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** Serves this worker's metrics and the SDK's, which has them on a port of its own, under one address. */
export async function serveWorkerMetrics({ host, port, token }: MetricsConfig & { port: number }, sdkPort: number): Promise<{ close(): void }> {
  const server = createServer((req, res) => {
    if (req.url !== '/metrics' || !mayReadMetrics(req, token)) {
      res.writeHead(404).end();
      return;
    }
    const sdk = fetch(`http://127.0.0.1:${sdkPort}/metrics`).then((answer) => answer.text(), () => '');
    void Promise.all([processMetrics(), sdk]).then(([own, theirs]) => res.writeHead(200, { 'content-type': metricsType }).end(`${own}\n${theirs}`), () => res.writeHead(500).end());
  });
  server.listen(port, host);
  await once(server, 'listening');
  return { close: () => void server.close() };
}
