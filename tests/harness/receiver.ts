import { once } from 'node:events';
import { createServer } from 'node:http';

export interface Hit {
  headers: Record<string, string>;
  body: string;
  at: number;
}

export interface Receiver {
  url: string;
  hits: Hit[];
  /** Answers from now on with this status. */
  answer(status: number, headers?: Record<string, string>): void;
  close(): Promise<void>;
}

/** A webhook receiver on loopback that keeps what it was sent. */
export async function startReceiver(): Promise<Receiver> {
  const hits: Hit[] = [];
  let reply = { status: 200, headers: {} as Record<string, string> };
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      hits.push({ headers: req.headers as Record<string, string>, body: Buffer.concat(chunks).toString('utf8'), at: Date.now() });
      res.writeHead(reply.status, reply.headers).end('noted');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/hook`,
    hits,
    answer: (status, headers = {}) => {
      reply = { status, headers };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
