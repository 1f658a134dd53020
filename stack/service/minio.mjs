import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { obtainMinio } from '../obtain/minio.mjs';
import { startChild } from '../process/child.mjs';
import { createService } from '../process/service.mjs';

export const bucket = 'comprobante';
export const region = 'us-east-1';

/**
 * @param {{ dataDir: string, cache: string, port: number, secrets: import('../folder/secrets.mjs').Secrets }} options
 * @returns {Promise<import('../process/service.mjs').Service>}
 */
export async function createMinio({ dataDir, cache, port, secrets }) {
  const program = await obtainMinio(cache);
  const address = `127.0.0.1:${port}`;
  const service = createService({
    name: 'minio', label: 'MinIO', dataDir,
    launch: async () => {
      const drive = join(dataDir, 'minio');
      const certificates = join(dataDir, 'minio-certs');
      await Promise.all([drive, certificates].map((folder) => mkdir(folder, { recursive: true, mode: 0o700 })));
      return startChild({
        name: 'minio', dataDir, command: program, args: ['server', '--quiet', '--address', address, '--certs-dir', certificates, drive],
        env: { PATH: process.env.PATH, HOME: dataDir, MINIO_ROOT_USER: secrets.s3AccessKey, MINIO_ROOT_PASSWORD: secrets.s3SecretKey, MINIO_BROWSER: 'off', MINIO_UPDATE: 'off' },
      });
    },
    isHealthy: async () => (await fetch(`http://${address}/minio/health/cluster`, { signal: AbortSignal.timeout(2000) })).ok,
  });
  return {
    ...service,
    async start() {
      await service.start();
      const { Client } = await import('minio');
      const client = new Client({ endPoint: '127.0.0.1', port, useSSL: false, accessKey: secrets.s3AccessKey, secretKey: secrets.s3SecretKey, region });
      if (!(await client.bucketExists(bucket))) await client.makeBucket(bucket, region);
    },
  };
}
