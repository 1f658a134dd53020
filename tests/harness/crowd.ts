import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Hit } from './receiver.ts';

/** What a receiver does with a request: the status it answers, after a while; nothing ever; or it breaks the connection. */
export type Behaviour = (hit: Hit) => { status: number; afterMs?: number } | 'hang' | 'break';

export interface Crowd {
  url(name: string): string;
  /** What came to a receiver, in order. */
  hits(name: string): Hit[];
  /** Requests of a receiver that wait for their answer, now and at most so far. */
  waiting(name: string): { now: number; most: number };
  behave(name: string, behaviour: Behaviour): void;
  close(): Promise<void>;
}

export const takes: Behaviour = () => ({ status: 200 });
export const hangs: Behaviour = () => 'hang';

interface Member {
  behaviour: Behaviour;
  hits: Hit[];
  now: number;
  most: number;
}

/** Many webhook receivers on one port of loopback, told apart by their path; each takes what it is sent until told to behave otherwise. */
export async function startCrowd(): Promise<Crowd> {
  const members = new Map<string, Member>();
  const member = (name: string): Member => {
    const found = members.get(name) ?? { behaviour: takes, hits: [], now: 0, most: 0 };
    members.set(name, found);
    return found;
  };
  const server = createServer((req, res) => {
    const to = member((req.url ?? '').slice(1).replace(/\?.*/, ''));
    to.now++;
    to.most = Math.max(to.most, to.now);
    res.once('close', () => { to.now--; });
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', async () => {
      const hit = { headers: req.headers as Record<string, string>, body: Buffer.concat(chunks).toString('utf8'), at: Date.now() };
      to.hits.push(hit);
      const answer = to.behaviour(hit);
      if (answer === 'hang') return;
      if (answer === 'break') {
        req.socket.destroy();
        return;
      }
      if (answer.afterMs) await sleep(answer.afterMs);
      res.writeHead(answer.status).end();
    });
  });
  server.keepAliveTimeout = 30_000;
  server.listen(0, '127.0.0.1', 1024);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: (name) => `http://127.0.0.1:${port}/${name}`,
    hits: (name) => member(name).hits,
    waiting: (name) => ({ now: member(name).now, most: member(name).most }),
    behave: (name, behaviour) => { member(name).behaviour = behaviour; },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
