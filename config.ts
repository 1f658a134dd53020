// The only reader of the environment. Each part is read when asked for, so that a command needs no more than it uses.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { defaultThresholds, type Thresholds } from './domain/decide.ts';

const port = z.coerce.number().int().min(1).max(65535);
const url = z.string().min(1);
const list = z.string().transform((s) => s.split(',').map((part) => part.trim()).filter(Boolean));
const price = z.string().regex(/^\d{1,6}(\.\d{1,6})?$/, 'must be a decimal such as 0.25');
const flag = z.enum(['true', 'false']).transform((v) => v === 'true');

const variables = {
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(8787),
  PUBLIC_URL: z.url().optional(),
  CONSOLE_DIR: z.string().default('console/build'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),

  DATABASE_URL: url,
  DATABASE_SYSTEM_URL: url,
  DATABASE_OWNER_URL: url,
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),

  TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_UI_URL: z.url().optional(),

  S3_ENDPOINT: z.url(),
  S3_ACCESS_KEY: z.string().min(1),
  S3_SECRET_KEY: z.string().min(1),
  S3_BUCKET: z.string().default('comprobante'),
  S3_REGION: z.string().default('us-east-1'),

  SECRETS_KEY: z.base64().refine((s) => Buffer.from(s, 'base64').length === 32, 'must be base64 of 32 bytes'),
  OLD_SECRETS_KEYS: list.pipe(z.array(z.base64().refine((s) => Buffer.from(s, 'base64').length === 32, 'must be base64 of 32 bytes'))).default([]),
  SESSION_SECRET: z.string().min(32),
  TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
  SECURE_COOKIES: flag.default(false),

  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).default('Comprobante <no-reply@localhost>'),
  DATA_DIR: z.string().default('data'),

  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),

  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_PORT: port.optional(),
  METRICS_TOKEN: z.string().min(16).optional(),

  UPLOAD_MAX_BYTES: z.coerce.number().int().min(1).default(50 * 1024 * 1024),
  UPLOAD_MAX_FILES: z.coerce.number().int().min(1).default(100),
  UPLOAD_SLOW_SECONDS: z.coerce.number().min(0.1).max(600).default(30),

  READ_SLOTS: z.coerce.number().int().min(1).max(64).default(2),
  READ_TIMEOUT_SECONDS: z.coerce.number().int().min(1).default(20),
  READ_MEMORY_BYTES: z.coerce.number().int().default(1024 ** 3),
  READ_MAX_PAGES: z.coerce.number().int().min(1).default(200),
  OCR_MODELS_DIR: z.string().default(join(homedir(), '.cache', 'comprobante', 'ocr-models')),
  APPROVAL_THRESHOLD: z.coerce.number().min(0).max(1).default(defaultThresholds.approval),
  EXTERNAL_THRESHOLD: z.coerce.number().min(0).max(1).default(defaultThresholds.external),

  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.url().default('https://api.openai.com/v1'),
  OPENAI_MODEL: z.string().min(1).default('gpt-5-mini'),
  OPENAI_INPUT: z.enum(['words', 'images']).default('words'),
  OPENAI_USD_PER_MILLION_INPUT: price.optional(),
  OPENAI_USD_PER_MILLION_OUTPUT: price.optional(),
  OPENAI_TIMEOUT_SECONDS: z.coerce.number().min(0.1).max(240).default(60),
  OPENAI_MAX_ATTEMPTS: z.coerce.number().int().min(1).max(20).default(5),
  OPENAI_MAX_PAGES: z.coerce.number().int().min(1).max(50).default(8),
  OPENAI_MAX_OUTPUT_TOKENS: z.coerce.number().int().min(0).default(8000),

  WEBHOOK_RETRY_SECONDS: list.pipe(z.array(z.coerce.number<string>().min(0)).max(50)).default([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]),
  WEBHOOK_TIMEOUT_SECONDS: z.coerce.number().min(0.1).max(60).default(15),
  WEBHOOK_CIRCUIT_FAILURES: z.coerce.number().int().min(1).default(10),
  WEBHOOK_CIRCUIT_SECONDS: z.coerce.number().min(0.1).max(3600).default(30),
  WEBHOOK_DISABLE_HOURS: z.coerce.number().min(0).default(120),
  WEBHOOK_ALLOW_HTTP: flag.default(false),
  WEBHOOK_ALLOW_ADDRESSES: list.default([]),
} as const;

type Variables = typeof variables;

function read<K extends keyof Variables>(...names: K[]): { [N in K]: z.infer<Variables[N]> } {
  const values: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const name of names) {
    const text = process.env[name];
    const parsed = variables[name].safeParse(text === '' ? undefined : text);
    if (parsed.success) values[name] = parsed.data;
    else faults.push(`${name} ${text === undefined ? 'is not set' : parsed.error.issues[0]?.message ?? 'is not valid'}`);
  }
  if (faults.length > 0) throw new Error(`The environment is not complete: ${faults.join('; ')}. See .env.example.`);
  return values as { [N in K]: z.infer<Variables[N]> };
}

/** Without a port nothing is served; without a token, to this machine alone. */
export interface MetricsConfig { host: string; port: number | undefined; token: string | undefined }
export interface DatabaseConfig { appUrl: string; systemUrl: string; pool: number }
export interface ObjectStoreConfig { endpoint: string; accessKey: string; secretKey: string; bucket: string; region: string }
export interface TemporalConfig { address: string; namespace: string; apiKey: string | undefined; uiUrl: string | undefined }
export interface WebhookConfig {
  /** Waits between attempts, in seconds; one more attempt than there are waits. */
  retrySeconds: number[];
  timeoutMs: number;
  /** When an endpoint's circuit opens, for how long at first, and when the endpoint is disabled. */
  health: { openAfterFailures: number; pauseMs: number; disableAfterMs: number };
  allowHttp: boolean;
  /** CIDR ranges or addresses that may be reached although they are private. */
  allowAddresses: string[];
}

export interface MailConfig {
  /** undefined: mails are written to `dir`. */
  smtpUrl: string | undefined;
  from: string;
  dir: string;
}

export interface ExternalAiConfig {
  apiKey: string;
  baseUrl: string;
  model: string;
  input: 'words' | 'images';
  /** USD per million tokens, decimal; undefined where not known, and then no cost is. */
  prices: { input: string | undefined; output: string | undefined };
  timeoutMs: number;
  /** Calls for one reading of one document, lost ones counted. */
  maxAttempts: number;
  /** Pages sent at most: the first ones, and the last, where totals stand. */
  maxPages: number;
  /** 0: no limit is sent, for servers that do not know it. */
  maxOutputTokens: number;
}

export const config = {
  logLevel: () => read('LOG_LEVEL').LOG_LEVEL,

  dataDir: () => read('DATA_DIR').DATA_DIR,

  /** Where people reach the console. */
  publicUrl(): string {
    const e = read('HOST', 'PORT', 'PUBLIC_URL');
    return e.PUBLIC_URL ?? `http://${e.HOST === '127.0.0.1' ? 'localhost' : e.HOST}:${e.PORT}`;
  },

  http() {
    const e = read('HOST', 'PORT', 'CONSOLE_DIR', 'TRUST_PROXY', 'SECURE_COOKIES', 'SESSION_SECRET', 'METRICS_TOKEN');
    return {
      host: e.HOST, port: e.PORT, publicUrl: config.publicUrl(),
      consoleDir: e.CONSOLE_DIR, trustProxy: e.TRUST_PROXY, secureCookies: e.SECURE_COOKIES, sessionSecret: e.SESSION_SECRET, metricsToken: e.METRICS_TOKEN,
    };
  },

  /** Where traces go, by OTLP over HTTP; null: nowhere. */
  tracesUrl(): string | null {
    const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = read('OTEL_EXPORTER_OTLP_ENDPOINT');
    return endpoint === undefined ? null : `${endpoint.replace(/\/$/, '')}/v1/traces`;
  },

  /** Of a worker; the API serves its own under its own address. */
  metrics(): MetricsConfig {
    const e = read('METRICS_HOST', 'METRICS_PORT', 'METRICS_TOKEN');
    return { host: e.METRICS_HOST, port: e.METRICS_PORT, token: e.METRICS_TOKEN };
  },

  database(): DatabaseConfig {
    const e = read('DATABASE_URL', 'DATABASE_SYSTEM_URL', 'DATABASE_POOL');
    return { appUrl: e.DATABASE_URL, systemUrl: e.DATABASE_SYSTEM_URL, pool: e.DATABASE_POOL };
  },

  migration() {
    const e = read('DATABASE_OWNER_URL', 'DATABASE_URL', 'DATABASE_SYSTEM_URL');
    return { ownerUrl: e.DATABASE_OWNER_URL, appUrl: e.DATABASE_URL, systemUrl: e.DATABASE_SYSTEM_URL };
  },

  temporal(): TemporalConfig {
    const e = read('TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'TEMPORAL_API_KEY', 'TEMPORAL_UI_URL');
    return { address: e.TEMPORAL_ADDRESS, namespace: e.TEMPORAL_NAMESPACE, apiKey: e.TEMPORAL_API_KEY, uiUrl: e.TEMPORAL_UI_URL };
  },

  objectStore(): ObjectStoreConfig {
    const e = read('S3_ENDPOINT', 'S3_ACCESS_KEY', 'S3_SECRET_KEY', 'S3_BUCKET', 'S3_REGION');
    return { endpoint: e.S3_ENDPOINT, accessKey: e.S3_ACCESS_KEY, secretKey: e.S3_SECRET_KEY, bucket: e.S3_BUCKET, region: e.S3_REGION };
  },

  /** The key under which secrets are encrypted at rest, and those that came before it. */
  secretsKeys(): [Buffer, ...Buffer[]] {
    const e = read('SECRETS_KEY', 'OLD_SECRETS_KEYS');
    return [Buffer.from(e.SECRETS_KEY, 'base64'), ...e.OLD_SECRETS_KEYS.map((key) => Buffer.from(key, 'base64'))];
  },

  mail(): MailConfig {
    const e = read('SMTP_URL', 'MAIL_FROM', 'DATA_DIR');
    return { smtpUrl: e.SMTP_URL, from: e.MAIL_FROM, dir: join(e.DATA_DIR, 'mail') };
  },

  uploads() {
    const e = read('UPLOAD_MAX_BYTES', 'UPLOAD_MAX_FILES', 'UPLOAD_SLOW_SECONDS');
    return { maxBytes: e.UPLOAD_MAX_BYTES, maxFiles: e.UPLOAD_MAX_FILES, slowMs: e.UPLOAD_SLOW_SECONDS * 1000 };
  },

  reading() {
    const e = read('READ_SLOTS', 'READ_TIMEOUT_SECONDS', 'READ_MEMORY_BYTES', 'READ_MAX_PAGES', 'OCR_MODELS_DIR');
    return { slots: e.READ_SLOTS, timeoutMs: e.READ_TIMEOUT_SECONDS * 1000, memoryBytes: e.READ_MEMORY_BYTES, maxPages: e.READ_MAX_PAGES, modelsDir: e.OCR_MODELS_DIR };
  },

  /** What holds until the platform's administrator sets otherwise. */
  thresholds(): Thresholds {
    const e = read('APPROVAL_THRESHOLD', 'EXTERNAL_THRESHOLD');
    return { approval: e.APPROVAL_THRESHOLD, external: e.EXTERNAL_THRESHOLD };
  },

  /** null without a key: nothing is ever sent to anybody. */
  externalAi(): ExternalAiConfig | null {
    const e = read(
      'OPENAI_API_KEY', 'OPENAI_BASE_URL', 'OPENAI_MODEL', 'OPENAI_INPUT', 'OPENAI_USD_PER_MILLION_INPUT', 'OPENAI_USD_PER_MILLION_OUTPUT',
      'OPENAI_TIMEOUT_SECONDS', 'OPENAI_MAX_ATTEMPTS', 'OPENAI_MAX_PAGES', 'OPENAI_MAX_OUTPUT_TOKENS',
    );
    if (!e.OPENAI_API_KEY) return null;
    return {
      apiKey: e.OPENAI_API_KEY, baseUrl: e.OPENAI_BASE_URL, model: e.OPENAI_MODEL, input: e.OPENAI_INPUT,
      prices: { input: e.OPENAI_USD_PER_MILLION_INPUT, output: e.OPENAI_USD_PER_MILLION_OUTPUT },
      timeoutMs: e.OPENAI_TIMEOUT_SECONDS * 1000, maxAttempts: e.OPENAI_MAX_ATTEMPTS, maxPages: e.OPENAI_MAX_PAGES, maxOutputTokens: e.OPENAI_MAX_OUTPUT_TOKENS,
    };
  },

  webhooks(): WebhookConfig {
    const e = read('WEBHOOK_RETRY_SECONDS', 'WEBHOOK_TIMEOUT_SECONDS', 'WEBHOOK_CIRCUIT_FAILURES', 'WEBHOOK_CIRCUIT_SECONDS', 'WEBHOOK_DISABLE_HOURS', 'WEBHOOK_ALLOW_HTTP', 'WEBHOOK_ALLOW_ADDRESSES');
    return {
      retrySeconds: e.WEBHOOK_RETRY_SECONDS, timeoutMs: e.WEBHOOK_TIMEOUT_SECONDS * 1000, allowHttp: e.WEBHOOK_ALLOW_HTTP, allowAddresses: e.WEBHOOK_ALLOW_ADDRESSES,
      health: { openAfterFailures: e.WEBHOOK_CIRCUIT_FAILURES, pauseMs: e.WEBHOOK_CIRCUIT_SECONDS * 1000, disableAfterMs: e.WEBHOOK_DISABLE_HOURS * 3_600_000 },
    };
  },
};
