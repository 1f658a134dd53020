import { expect, it } from 'vitest';
import { outsideServices } from './outside.mjs';

it('starts everything where the environment names nothing', () => {
  expect(outsideServices({})).toEqual({ postgres: undefined, minio: undefined, temporal: undefined });
});

it('uses a named service with its defaults', () => {
  expect(outsideServices({ S3_ENDPOINT: 'http://store:9000', S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 'b' }).minio).toEqual({
    S3_ENDPOINT: 'http://store:9000', S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 'b', S3_BUCKET: 'comprobante', S3_REGION: 'us-east-1',
  });
});

it('says what is missing beside a name', () => {
  expect(() => outsideServices({ DATABASE_URL: 'postgresql://x' })).toThrow('DATABASE_OWNER_URL and DATABASE_SYSTEM_URL are not set');
});
