import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { createWebhookSender, type WebhookSender } from './sender.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function listen(handler: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push({ close: () => server.closeAllConnections() }, server);
  return { server, port: (server.address() as { port: number }).port };
}

function sender(options: Partial<Parameters<typeof createWebhookSender>[0]> = {}): WebhookSender {
  const made = createWebhookSender({ timeoutMs: 400, allowHttp: false, allowAddresses: ['127.0.0.1'], ...options });
  open.push(made);
  return made;
}

it('posts the very bytes and reads the first part of the answer', async () => {
  let got = '';
  const { port } = await listen((req, res) => {
    req.on('data', (chunk: Buffer) => { got += chunk.toString(); });
    req.on('end', () => res.writeHead(200, { 'x-a': 'b' }).end('y'.repeat(100_000)));
  });
  const answer = await sender().post(`http://127.0.0.1:${port}/`, { 'content-type': 'application/json' }, '{"a":"ñ"}');
  expect([got, answer.status, answer.headers['x-a'], answer.body.length, answer.error]).toEqual(['{"a":"ñ"}', 200, 'b', 16_384, null]);
});

it('does not follow a redirect', async () => {
  let hits = 0;
  const { port } = await listen((_req, res) => {
    hits++;
    res.writeHead(302, { location: '/elsewhere' }).end();
  });
  expect([(await sender().post(`http://127.0.0.1:${port}/`, {}, '{}')).status, hits]).toEqual([302, 1]);
});

it('gives up on a receiver that hangs, and on one that drips', async () => {
  const hanging = await listen(() => undefined);
  const dripping = await listen((_req, res) => {
    res.writeHead(200);
    setInterval(() => res.write('.'), 50).unref();
  });
  for (const { port } of [hanging, dripping]) {
    const answer = await sender().post(`http://127.0.0.1:${port}/`, {}, '{}');
    expect([answer.status, answer.error, answer.durationMs < 1500]).toEqual([null, 'timeout', true]);
  }
});

it('says when nobody listens', async () => {
  expect(await sender().post('http://127.0.0.1:1/', {}, '{}')).toMatchObject({ status: null, error: 'connection_failed' });
});

it('reaches nothing private that was not named, by address or by name', async () => {
  let hits = 0;
  const { port } = await listen((_req, res) => {
    hits++;
    res.end();
  });
  const strict = sender({ allowHttp: true, allowAddresses: [] });
  for (const host of ['127.0.0.1', 'localhost', '[::ffff:7f00:1]', '2130706433', '0x7f000001', '127.1']) {
    expect([host, (await strict.post(`http://${host}:${port}/`, {}, '{}')).error]).toEqual([host, 'address_refused']);
    expect(await strict.refuse(`http://${host}:${port}/`)).toBeTruthy();
  }
  expect(hits).toBe(0);
});

it.each([
  ['ftp://example.com/', /not an http/], ['http://a:b@127.0.0.1/', /credentials/], ['not a url', /not an http/], ['http://10.0.0.1/', /not public/], ['http://8.8.8.8/', /use https/],
])('refuses %s as an endpoint', async (url, why) => expect(await sender().refuse(url)).toMatch(why));

it('takes a named exception over plain http', async () => expect(await sender().refuse('http://127.0.0.1:9/')).toBeNull());
