// The API process: `node api/main.ts`.
import { createServer } from 'node:http';
import { createAccounts } from '../adapters/accounts.ts';
import { createPageDrawer } from '../adapters/carrier/page-drawer.ts';
import { openDatabase } from '../adapters/database/database.ts';
import { startHeartbeat } from '../adapters/heartbeat.ts';
import { createLog } from '../adapters/log.ts';
import { openMailer } from '../adapters/mail/mailer.ts';
import { noteProcess } from '../adapters/metrics.ts';
import { openObjectStore } from '../adapters/object-store.ts';
import { createPageImages } from '../adapters/page-images.ts';
import { startTracing } from '../adapters/tracing.ts';
import { createSecretBox } from '../adapters/secret-box.ts';
import { createWebhookSender } from '../adapters/webhooks/sender.ts';
import { config } from '../config.ts';
import packageJson from '../package.json' with { type: 'json' };
import { openTemporalClient } from '../temporal/connection.ts';
import { createApp } from './app.ts';
import { drainOf } from './drain.ts';
import { startHousekeeping } from './housekeeping.ts';
import { startLiveHub } from './live-hub.ts';
import { startMailSender } from './mail-sender.ts';
import { startMonitor } from './monitor.ts';

const log = createLog('api');
noteProcess('api', packageJson.version);
const tracing = await startTracing(config.tracesUrl(), 'api', packageJson.version);
const http = config.http();
const temporalConfig = config.temporal();
const databaseConfig = config.database();
const db = openDatabase(databaseConfig);
const objects = openObjectStore(config.objectStore());
const drawer = createPageDrawer();
const sender = createWebhookSender(config.webhooks());
const temporal = openTemporalClient(temporalConfig);
const secrets = createSecretBox(...config.secretsKeys());
const mails = startMailSender({ db, secrets, mailer: openMailer(config.mail(), log), log });
const live = startLiveHub({ db, systemUrl: databaseConfig.systemUrl, log });
const housekeeping = startHousekeeping({ db, objects, log });
const temporalUi = { url: temporalConfig.uiUrl, namespace: temporalConfig.namespace };
const monitor = startMonitor({ db, temporal, temporalUi, log });
let isDraining = false;
const heartbeat = startHeartbeat({ db, log, kind: 'api', version: packageJson.version, dataDir: config.dataDir(), isDraining: () => isDraining });

await objects.prepare().catch((error: unknown) => log.warn({ err: error }, 'the bucket could not be prepared'));
const server = createServer({ requestTimeout: 15 * 60_000, headersTimeout: 20_000, keepAliveTimeout: 65_000 }, createApp({
  db, objects, temporal, sender, secrets, mails, live, log, http,
  pageImages: createPageImages({ db, objects, drawer, log }),
  accounts: createAccounts({ db, publicUrl: http.publicUrl, secret: http.sessionSecret, secureCookies: http.secureCookies }),
  thresholds: config.thresholds(),
  uploads: config.uploads(),
  temporalUi,
  isDraining: () => isDraining,
}));
const drain = drainOf(server);
server.listen(http.port, http.host, () => log.info({ url: `http://${http.host}:${http.port}` }, 'listening'));
server.once('error', (error) => {
  log.fatal({ err: error }, 'cannot listen');
  process.exit(1);
});

/** Requests under way get this long to end. */
const graceMs = 20_000;

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    isDraining = true;
    log.info('draining');
    const drained = drain.begin(graceMs);
    housekeeping.close();
    monitor.close();
    void live.close();
    void drained.then(async () => {
      await mails.close();
      await heartbeat.close();
      await Promise.allSettled([drawer.close(), db.close(), sender.close(), temporal.connection.close()]);
      await tracing.close();
      log.info('stopped');
      process.exit(0);
    });
  });
}
