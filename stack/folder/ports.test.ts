import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isFree, rememberedPorts } from './ports.mjs';

let folder: string;
const servers: Server[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ports-'));
});
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await rm(folder, { recursive: true });
});

function listen(port = 0): Promise<number> {
  const server = createServer();
  servers.push(server);
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}

it('remembers the ports it chose', async () => {
  const first = await rememberedPorts(folder, ['a', 'b']);
  expect(new Set(Object.values(first)).size).toBe(2);
  expect(await rememberedPorts(folder, ['a', 'b'])).toEqual(first);
});

it('chooses anew, and remembers that, when another program has taken one', async () => {
  const first = await rememberedPorts(folder, ['a', 'b']);
  await listen(first.a);
  const second = await rememberedPorts(folder, ['a', 'b']);
  expect(second.a).not.toBe(first.a);
  expect(second.b).toBe(first.b);
  expect(JSON.parse(await readFile(join(folder, 'ports.json'), 'utf8'))).toEqual(second);
});

it('tells a taken port from a free one', async () => {
  const port = await listen();
  expect(await isFree(port)).toBe(false);
  servers.pop()?.close();
  expect(await isFree(port)).toBe(true);
});
