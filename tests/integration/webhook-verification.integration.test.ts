// The code that the guide gives to receivers, run on what receivers really get.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../../docs/webhooks/verify.mjs';
import { ublInvoice } from '../fixtures/ubl-invoice.ts';
import { eventually } from '../harness/eventually.ts';
import { startReceiver, type Hit, type Receiver } from '../harness/receiver.ts';
import { joinStack, type JoinedStack } from '../harness/shared-stack.ts';

const docs = join(import.meta.dirname, '../../docs/webhooks');
const ownSecret = 'a text of our own, over 16';
let stack: JoinedStack;
let folder: string;
const receivers: Receiver[] = [];
/** A delivery under a secret that was made, one under a secret of our own, one while the secret is rotated. */
const deliveries: Record<'made' | 'own' | 'rotated', { hit: Hit; secrets: string[] }> = {} as never;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comprobante-verify-'));
  stack = await joinStack();
  const add = async (signingSecret?: string) => {
    const receiver = await startReceiver();
    receivers.push(receiver);
    const created = await stack.api.call('createEndpoint', { body: { url: receiver.url, events: ['document.processed'], ...(signingSecret && { signingSecret }) } });
    return { receiver, id: created.id, secret: created.signingSecret as string };
  };
  const [made, own, rotated] = [await add(), await add(ownSecret), await add()];
  const second = (await stack.api.call('rotateEndpointSecret', { params: { id: rotated.id }, body: {} })).signingSecret as string;
  await stack.api.uploadOne(stack.client.id, 'ñandú.xml', ublInvoice('VERIFY-1'));
  await eventually('all have it', async () => receivers.map((r) => r.hits.length), (n) => n.every((count) => count === 1), 60_000);
  const hitOf = ({ receiver }: { receiver: Receiver }) => receiver.hits[0] as Hit;
  Object.assign(deliveries, {
    made: { hit: hitOf(made), secrets: [made.secret] }, own: { hit: hitOf(own), secrets: [ownSecret] }, rotated: { hit: hitOf(rotated), secrets: [rotated.secret, second] },
  });
});
afterAll(async () => {
  for (const receiver of receivers) await receiver.close();
  await rm(folder, { recursive: true, force: true });
});

type Verify = (secret: string, headers: Record<string, string>, body: string, now?: number) => Promise<boolean>;

/** Ends with 0 or 1; anything else is a fault of the code itself. */
const run = (command: string, args: string[]) => new Promise<boolean>((resolve, reject) => {
  execFile(command, args, (error, _stdout, stderr) => (!error || error.code === 1 ? resolve(!error) : reject(new Error(`${command}: ${stderr || error.message}`))));
});

async function kept(body: string): Promise<string> {
  const file = join(folder, `${Math.random()}`);
  await writeFile(file, body);
  return file;
}

const python = `
import json, sys
sys.path.insert(0, sys.argv[1])
from verify import verify
given = json.loads(sys.argv[2])
sys.exit(0 if verify(given["secret"], given["headers"], open(sys.argv[3], "rb").read(), given["now"]) else 1)`;

const withTime: Record<string, Verify> = {
  'verify.mjs': async (...args) => verify(...args),
  'verify.py': async (secret, headers, body, now = Date.now() / 1000) => run('python3', ['-c', python, docs, JSON.stringify({ secret, headers, now }), await kept(body)]),
};
const all: Record<string, Verify> = {
  ...withTime,
  'verify.sh': async (secret, headers, body) => run('sh', [join(docs, 'verify.sh'), secret, headers['x-comprobante-signature'] ?? '', await kept(body)]),
};

describe.each(Object.entries(all))('%s', (_name, check) => {
  it.each(['made', 'own', 'rotated'] as const)('proves a delivery under a secret that is %s', async (kind) => {
    const { hit, secrets } = deliveries[kind];
    for (const secret of secrets) expect(await check(secret, hit.headers, hit.body)).toBe(true);
  });

  it('refuses another body, another secret and no signature', async () => {
    const { hit, secrets: [secret = ''] } = deliveries.made;
    expect(await check(secret, hit.headers, hit.body.replace('approved', 'rejected'))).toBe(false);
    expect(await check(secret, hit.headers, `${hit.body} `)).toBe(false);
    expect(await check(ownSecret, hit.headers, hit.body)).toBe(false);
    const { 'webhook-signature': _a, 'x-comprobante-signature': _b, ...unsigned } = hit.headers;
    expect(await check(secret, unsigned, hit.body)).toBe(false);
  });
});

describe.each(Object.entries(withTime))('%s', (_name, check) => {
  it('refuses what is old, what is from the future, and another id or time under the same signature', async () => {
    const { hit, secrets: [secret = ''] } = deliveries.made;
    const at = Number(hit.headers['webhook-timestamp']);
    expect(await Promise.all([at - 299, at + 299, at - 301, at + 301].map((now) => check(secret, hit.headers, hit.body, now)))).toEqual([true, true, false, false]);
    expect(await check(secret, { ...hit.headers, 'webhook-id': 'evt_other' }, hit.body)).toBe(false);
    expect(await check(secret, { ...hit.headers, 'webhook-timestamp': String(at + 1) }, hit.body)).toBe(false);
    expect(await check(secret, { ...hit.headers, 'webhook-timestamp': 'now' }, hit.body)).toBe(false);
  });
});

it('the Standard Webhooks library proves each, too', () => {
  for (const { hit, secrets } of [deliveries.made, deliveries.rotated]) {
    for (const secret of secrets) expect(new Webhook(secret).verify(hit.body, hit.headers)).toEqual(JSON.parse(hit.body));
  }
  expect(new Webhook(ownSecret, { format: 'raw' }).verify(deliveries.own.hit.body, deliveries.own.hit.headers)).toBeTruthy();
});
