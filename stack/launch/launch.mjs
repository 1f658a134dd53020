import { join } from 'node:path';
import { claimDataFolder, openDataFolder } from '../folder/data-folder.mjs';
import { dataDir as dataDirOf, root } from '../paths.mjs';
import { stopOrphans } from '../process/orphans.mjs';
import { supervise } from '../process/supervise.mjs';
import { startServices } from '../services.mjs';
import { duration, say } from '../terminal.mjs';
import { ensureAdministrator, welcome } from './administrator.mjs';
import { build } from './build.mjs';
import { writeEnvironment } from '../folder/environment.mjs';
import { createApi, createWorker, waitUntilReady } from './product.mjs';
import { assertPortFree, readAddress } from './settings.mjs';
import { runStep } from './step.mjs';
import { onShutdown } from './shutdown.mjs';

/** Starts one installation, keeps it running, and stops it in order when asked to. */
export async function launch() {
  const began = Date.now();
  const address = readAddress(process.env);
  const dataDir = await openDataFolder(dataDirOf(process.env));
  await claimDataFolder(dataDir, address.url);
  const left = await stopOrphans(dataDir);
  if (left > 0) say(`Stopped ${left} ${left === 1 ? 'process' : 'processes'} that an interrupted start had left on this data folder`);
  await assertPortFree(address);

  const watch = new AbortController();
  /** @type {{ services?: import('../services.mjs').Services, product: import('../process/service.mjs').Service[], administrator?: import('./administrator.mjs').Administrator }} */
  const running = { product: [] };
  const drain = async () => {
    watch.abort();
    await Promise.all(running.product.map((service) => service.stop()));
    await running.services?.stop();
  };
  onShutdown({
    drain,
    async force() {
      watch.abort();
      const services = [running.services?.temporal, running.services?.minio, running.services?.postgres];
      await Promise.all([...running.product, ...services].map(async (service) => service?.kill()));
    },
  });

  try {
    const [services] = await Promise.all([
      startServices({ dataDir, outside: process.env, onStarted: (service, ms) => say(`${service.label} runs (${duration(ms)})`) }).then((services) => (running.services = services)),
      build(dataDir),
    ]);
    const env = {
      ...process.env, NODE_ENV: process.env.NODE_ENV || 'production', ...services.env,
      HOST: address.host, PORT: String(address.port), DATA_DIR: dataDir, NODE_COMPILE_CACHE: join(dataDir, 'compiled'),
    };
    await writeEnvironment(dataDir, { ...services.env, HOST: address.host, PORT: String(address.port) });
    await runStep({ name: 'migrate', label: 'The database migration', dataDir, args: [join(root, 'prisma/migrate.ts')], env });

    const api = createApi({ dataDir, env, address });
    const worker = createWorker({ dataDir, env });
    running.product.push(api, worker);
    await Promise.all([ensureAdministrator(dataDir, env).then((administrator) => (running.administrator = administrator)), api.start(), worker.start()]);
    await waitUntilReady(address);
    for (const service of [services.postgres, services.minio, services.temporal, api, worker]) if (service) void supervise(service, watch.signal);
    say(`API, worker and console run; started in ${duration(Date.now() - began)}`);
    welcome(address.url, running.administrator);
    if (!process.env['WEBHOOK_ALLOW_ADDRESSES']) say('Webhooks reach public https addresses alone; WEBHOOK_ALLOW_ADDRESSES=127.0.0.1 npm start lets them reach this machine.');
    say('Ctrl-C stops it.');
  } catch (error) {
    // A stop asked for meanwhile makes starts fail; it ends the process by itself.
    if (watch.signal.aborted) return;
    await drain();
    // Made meanwhile, it will not be made again: its password has to be shown all the same.
    if (running.administrator?.created) welcome(address.url, running.administrator);
    throw error;
  }
}
