import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { eventually } from '../../harness/eventually.ts';
import { startReceiver, type Receiver } from '../../harness/receiver.ts';
import { setting } from './setting.ts';

let receiver: Receiver;

/** The last part: only the worker knows the new key. */
export function describeSecretsKey(): void {
  beforeAll(async () => { receiver = await startReceiver(); });
  afterAll(() => receiver?.close());

  it('the key under which secrets lie at rest is changed without losing one', async () => {
    const { stack } = setting;
    const { id, signingSecret } = await stack.api.call('createEndpoint', { body: { url: receiver.url } });
    const { signingSecret: second } = await stack.api.call('rotateEndpointSecret', { params: { id }, body: {} });
    const old = stack.env['SECRETS_KEY'] as string;
    Object.assign(stack.env, { SECRETS_KEY: randomBytes(32).toString('base64'), OLD_SECRETS_KEYS: old });
    expect(await stack.admin('reseal-secrets')).toMatchObject({ endpoints: await countEndpoints() });

    stack.env['OLD_SECRETS_KEYS'] = '';
    await stack.worker.stop();
    await stack.startWorker();
    const delivery = await stack.api.call('testEndpoint', { params: { id }, body: {} });
    await eventually('it is delivered', () => stack.api.call('getDelivery', { params: { id: delivery.id } }), (d) => d.status === 'delivered');
    const [hit] = receiver.hits;
    for (const secret of [signingSecret, second]) expect(new Webhook(secret as string).verify(hit?.body ?? '', hit?.headers ?? {})).toBeTruthy();
  });
}

/** Those of all tenants. */
async function countEndpoints(): Promise<number> {
  const owner = new pg.Client({ connectionString: setting.stack.env['DATABASE_OWNER_URL'] });
  await owner.connect();
  const { rows: [row] } = await owner.query<{ count: number }>('SELECT count(*)::int AS count FROM endpoints');
  await owner.end();
  return row?.count ?? 0;
}
