import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { drainOf } from './drain.ts';

async function listening(listener: RequestListener) {
  const server = createServer(listener);
  const drain = drainOf(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { drain, port, url: `http://127.0.0.1:${port}/` };
}

it('waits for the answers under way, and for no connection that has asked nothing', async () => {
  const { drain, port, url } = await listening((_request, response) => void setTimeout(() => response.end('late'), 200));
  const early = connect(port, '127.0.0.1');
  await once(early, 'connect');
  const answer = fetch(url).then((response) => response.text());
  await sleep(50);
  const began = Date.now();
  const ended = once(early, 'close');
  await drain.begin(10_000);
  await ended;
  expect(await answer).toBe('late');
  expect(Date.now() - began).toBeLessThan(2000);
});

it('closes a connection that is kept alive as soon as its answer is there', async () => {
  const { drain, url } = await listening((_request, response) => void response.end('now'));
  expect(await (await fetch(url)).text()).toBe('now');
  const began = Date.now();
  await drain.begin(10_000);
  expect(Date.now() - began).toBeLessThan(2000);
  await expect(fetch(url)).rejects.toThrow();
});

it('gives up an answer that never comes', async () => {
  const { drain, url } = await listening(() => undefined);
  const answer = fetch(url);
  answer.catch(() => undefined);
  await sleep(50);
  await drain.begin(200);
  await expect(answer).rejects.toThrow();
});
