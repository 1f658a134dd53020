import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { rememberedPorts } from './folder/ports.mjs';
import { loadSecrets } from './folder/secrets.mjs';
import { obtainOcrModels } from './obtain/ocr-models.mjs';
import { cacheDir } from './paths.mjs';
import { stopOrphans } from './process/orphans.mjs';
import { owner } from './service/cluster.mjs';
import { bucket, createMinio, region } from './service/minio.mjs';
import { outsideServices } from './service/outside.mjs';
import { createPostgres, database } from './service/postgres.mjs';
import { createTemporal, namespace } from './service/temporal.mjs';

/** @typedef {import('./process/service.mjs').Service} Service */

/**
 * @typedef {object} Services
 * @property {Record<string, string>} env What the product's processes need to reach the services.
 * @property {Service | undefined} postgres undefined where an outside service is used, or it was not wanted.
 * @property {Service | undefined} minio
 * @property {Service | undefined} temporal
 * @property {() => Promise<void>} stop Stops those that run, in reverse order.
 */

const portNames = /** @type {const} */ (['postgres', 'minio', 'temporal', 'temporalHttp', 'temporalUi']);

/**
 * Gets and starts PostgreSQL, MinIO and Temporal on one data folder, side by side, and resolves once each answers. Passwords,
 * ports and data are the folder's own; a second call on a folder whose services still run stops those first.
 * @param {object} options
 * @param {string} options.dataDir
 * @param {string} [options.cache]
 * @param {readonly ('postgres' | 'minio' | 'temporal')[]} [options.only] The services wanted; all by default.
 * @param {NodeJS.ProcessEnv} [options.outside] Environment that may name outside services (DATABASE_URL, TEMPORAL_ADDRESS,
 *   S3_ENDPOINT); none by default, so that a test's own services are its own.
 * @param {boolean} [options.isThrowaway] The data need not outlive the machine's next crash: nothing waits for the disk. Killing a process loses nothing even so.
 * @param {(service: Service, ms: number) => void} [options.onStarted]
 * @returns {Promise<Services>}
 */
export async function startServices({ dataDir: folder, cache = cacheDir(process.env), only = ['postgres', 'minio', 'temporal'], outside = {}, isThrowaway = false, onStarted }) {
  const dataDir = resolve(folder);
  await mkdir(dataDir, { recursive: true, mode: 0o755 });
  await stopOrphans(dataDir);
  const secrets = await loadSecrets(dataDir);
  const ports = await rememberedPorts(dataDir, portNames);
  const given = outsideServices(outside);

  /**
   * @param {'postgres' | 'minio' | 'temporal'} name
   * @param {() => Promise<Service>} create
   */
  const started = async (name, create) => {
    if (!only.includes(name) || given[name]) return undefined;
    const service = await create();
    const from = Date.now();
    await service.start();
    onStarted?.(service, Date.now() - from);
    return service;
  };
  const settled = await Promise.allSettled([
    started('postgres', () => createPostgres({ dataDir, port: ports.postgres, secrets, isThrowaway })),
    started('minio', () => createMinio({ dataDir, cache, port: ports.minio, secrets })),
    started('temporal', () => createTemporal({ dataDir, cache, ports })),
  ]);
  const [postgres, minio, temporal] = settled.map((result) => (result.status === 'fulfilled' ? result.value : undefined));
  const stop = async () => {
    for (const service of [temporal, minio, postgres]) await service?.stop();
  };
  const failure = settled.find((result) => result.status === 'rejected');
  if (failure) {
    await stop();
    throw failure.reason;
  }
  const models = await obtainOcrModels(cache);
  /** @param {string} user @param {string} password */
  const url = (user, password) => `postgresql://${user}:${password}@127.0.0.1:${ports.postgres}/${database}`;
  const env = {
    SECRETS_KEY: secrets.secretsKey,
    SESSION_SECRET: secrets.sessionSecret,
    ...(given.postgres ?? {
      DATABASE_OWNER_URL: url(owner, secrets.databaseOwnerPassword),
      DATABASE_URL: url('comprobante_app', secrets.databaseAppPassword),
      DATABASE_SYSTEM_URL: url('comprobante_system', secrets.databaseSystemPassword),
    }),
    ...(given.temporal ?? { TEMPORAL_ADDRESS: `127.0.0.1:${ports.temporal}`, TEMPORAL_NAMESPACE: namespace, TEMPORAL_UI_URL: `http://127.0.0.1:${ports.temporalUi}` }),
    ...(given.minio ?? { S3_ENDPOINT: `http://127.0.0.1:${ports.minio}`, S3_ACCESS_KEY: secrets.s3AccessKey, S3_SECRET_KEY: secrets.s3SecretKey, S3_BUCKET: bucket, S3_REGION: region }),
    ...(models ? { OCR_MODELS_DIR: models } : {}),
  };
  return { env, postgres, minio, temporal, stop };
}
