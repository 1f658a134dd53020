// Uploads: `node tests/bench/uploads.ts [--json] [--files N] [--rounds N]`. Many files by one link, as browsers send them, a file a request; round after
// round: how fast, and what the API holds after each once its garbage is collected.
import { parseArgs } from 'node:util';
import { ublInvoice } from '../fixtures/ubl-invoice.ts';
import { createMemoryProbe } from '../harness/memory.ts';
import { openStackDatabase } from '../harness/publish.ts';
import { startStack } from '../harness/start-stack.ts';
import { openServices } from './api/setting.ts';
import { printFigures, type Figure } from './figures.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, files: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '3' } } });
const [files, rounds] = [Number(values.files), Number(values.rounds)];
/** As many connections as a browser opens to one host. */
const connections = 6;
const mebibyte = 1024 * 1024;

const probe = await createMemoryProbe();
const services = await openServices(undefined);
const stack = await startStack({ services: services.env, worker: false, env: { LOG_LEVEL: 'warn' }, serverEnv: { NODE_OPTIONS: probe.option } });
try {
  const { token, id } = await stack.api.call('createUploadLink', { body: { clientId: stack.client.id, autoProcess: false, maxFiles: null, expiresAt: null } });
  const send = async (name: string): Promise<void> => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(ublInvoice(name))]), `${name}.xml`);
    const response = await fetch(`${stack.baseUrl}/v1/upload-links/${token}/documents`, { method: 'POST', body: form });
    if (response.status !== 200) throw new Error(`${name} was answered ${response.status}: ${await response.text()}`);
    await response.arrayBuffer();
  };
  const sendMany = async (round: number, count: number): Promise<void> => {
    let next = 0;
    await Promise.all(Array.from({ length: connections }, async () => { while (next < count) await send(`r${round}-${next++}`); }));
  };
  await sendMany(0, 500);
  const figures: Figure[] = [];
  let before = await probe.measure();
  for (let round = 1; round <= rounds; round++) {
    // The address's own limit is an hour's; here every round is an hour of its own.
    await forgetLimits();
    const began = performance.now();
    await sendMany(round, files);
    const seconds = (performance.now() - began) / 1000;
    const after = await probe.measure();
    figures.push(
      { figure: `round ${round}: files by one link`, value: files / seconds, unit: 'files/s' },
      { figure: `round ${round}: held more than before it`, value: (after.held - before.held) / mebibyte, unit: 'MiB' },
      { figure: `round ${round}: resident`, value: after.resident / mebibyte, unit: 'MiB' },
    );
    before = after;
  }
  const received = (await stack.api.call('listUploadLinks')).items.find((link) => link.id === id)?.filesReceived;
  if (received !== 500 + rounds * files) throw new Error(`${received} files were received`);
  printFigures('uploads', figures, values.json);
} finally {
  await stack.stop();
  await services.stop();
}

async function forgetLimits(): Promise<void> {
  const db = openStackDatabase(stack.env, 1);
  await db.system.attemptCount.deleteMany({});
  await db.close();
}
