// Everything that must not be reached, in every way of writing it, as the host of a URL and as the answer of a name server.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { isIPv6 } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebhookSender, type Resolve, type WebhookSender } from './sender.ts';

/** What a name server may answer with: one of each kind that is nobody's public host, and what hides an IPv4 address in IPv6. */
const answers = [
  '0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.170', '192.0.2.1', '192.88.99.1', '192.168.0.1',
  '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255',
  '::', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:169.254.169.254', '::ffff:10.0.0.1', '::127.0.0.1', '64:ff9b::127.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::10.0.0.1',
  '100::1', '2001::7f00:1', '2001:db8::1', '2002:7f00:1::', '2002:a9fe:a9fe::1', '3fff::1', '5f00::1', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'fec0::1', 'ff02::1',
];
/** Other ways of writing loopback and the metadata address, which URLs make into numbers. */
const spellings = ['localhost', 'LOCALHOST', '127.1', '0', '0.0', '0177.0.0.1', '0x7f.0.0.1', '0x7f000001', '2130706433', '017700000001', '①②⑦.⓪.⓪.①', '127。0。0。1', '2852039166', '0xa9fea9fe', '%31%32%37.0.0.1'];

let server: Server;
let port: number;
const arrived: string[] = [];

/** Listens on every address of this machine: whatever is dialled here is heard. */
beforeAll(async () => {
  server = createServer((req, res) => {
    arrived.push(`${req.socket.localAddress?.replace('::ffff:', '')} ${req.headers.host}`);
    res.end();
  }).listen(0);
  await once(server, 'listening');
  ({ port } = server.address() as { port: number });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function withSender<T>(options: { resolve?: Resolve; allowAddresses?: string[] }, work: (sender: WebhookSender) => Promise<T>): Promise<T> {
  const sender = createWebhookSender({ timeoutMs: 1500, allowHttp: true, allowAddresses: [], ...options });
  try {
    return await work(sender);
  } finally {
    await sender.close();
  }
}
const answering = (...addresses: string[]): Resolve => async () => addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
const inUrl = (address: string) => (isIPv6(address) ? `[${address}]` : address);

describe.each(['http', 'https'])('over %s, nothing goes to', (protocol) => {
  it.each(answers)('%s as a host', (address) => withSender({}, async (sender) => {
    expect((await sender.post(`${protocol}://${inUrl(address)}:${port}/`, {}, '{}')).error).toBe('address_refused');
    expect(await sender.refuse(`${protocol}://${inUrl(address)}:${port}/`)).toBeTruthy();
  }));

  it.each(answers)('a name that answers %s', (address) => withSender({ resolve: answering(address) }, async (sender) => {
    expect((await sender.post(`${protocol}://receiver.example:${port}/`, {}, '{}')).error).toBe('address_refused');
    expect(await sender.refuse(`${protocol}://receiver.example:${port}/`)).toBeTruthy();
  }));

  it.each(spellings)('%s', (host) => withSender({}, async (sender) => {
    expect((await sender.post(`${protocol}://${host}:${port}/`, {}, '{}')).error).toBe('address_refused');
  }));
});

it.each(['http://public.example@127.0.0.1', 'http://127.0.0.1#@public.example', 'http://127.0.0.1?@public.example', 'http:127.0.0.1', 'http:\\\\127.0.0.1'])('%s is told by its real host', (url) => withSender({}, async (sender) => {
  expect((await sender.post(url, {}, '{}')).error).toBe('address_refused');
}));

describe('a name that changes its answer', () => {
  it('is judged anew at each connection, whatever it answered when it was registered', async () => {
    const turns = ['93.184.215.14', '127.0.0.1'];
    await withSender({ resolve: (hostname) => answering(turns.shift() ?? '127.0.0.1')(hostname) }, async (sender) => {
      expect(await sender.refuse(`http://rebound.example:${port}/`)).toBeNull();
      for (let i = 0; i < 3; i++) expect((await sender.post(`http://rebound.example:${port}/`, {}, '{}')).error).toBe('address_refused');
    });
  });

  it('reaches the allowed one alone, however often and quickly it changes', async () => {
    let calls = 0;
    const flip: Resolve = (hostname) => answering(calls++ % 2 === 0 ? '127.0.0.2' : '127.0.0.1')(hostname);
    const before = arrived.length;
    const results = await withSender({ resolve: flip, allowAddresses: ['127.0.0.2'] }, (sender) =>
      Promise.all(Array.from({ length: 40 }, (_, i) => sender.post(`http://flip-${i}.example:${port}/`, {}, '{}'))));
    expect(results.map((r) => r.error ?? r.status).toSorted()).toEqual([...Array<number>(20).fill(200), ...Array<string>(20).fill('address_refused')]);
    expect(arrived.slice(before).filter((line) => !line.startsWith('127.0.0.2 '))).toEqual([]);
  });

  it('with one allowed answer among several, that one is dialled', () => withSender({ resolve: answering('127.0.0.1', '::1', '127.0.0.2', '10.0.0.1'), allowAddresses: ['127.0.0.2'] }, async (sender) => {
    const before = arrived.length;
    expect((await sender.post(`http://several.example:${port}/`, {}, '{}')).status).toBe(200);
    expect(arrived.slice(before)).toEqual([`127.0.0.2 several.example:${port}`]);
  }));
});

it('plain http goes to named exceptions alone where it is not allowed, also when a name changes its answer in between', async () => {
  const turns = ['127.0.0.2', '8.8.8.8'];
  const sender = createWebhookSender({ timeoutMs: 1500, allowHttp: false, allowAddresses: ['127.0.0.2'], resolve: (hostname) => answering(turns.shift() ?? '8.8.8.8')(hostname) });
  expect(await sender.refuse(`http://plain.example:${port}/`)).toBeNull();
  expect((await sender.post(`http://plain.example:${port}/`, {}, '{}')).error).toBe('address_refused');
  await sender.close();
});

it('in all this, nobody was reached but the exceptions', () => expect(arrived.filter((line) => !line.startsWith('127.0.0.2 '))).toEqual([]));
