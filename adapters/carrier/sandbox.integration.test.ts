import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeReserve, sandboxed } from './sandbox.ts';

/** What a script prints that runs as a child of the reader does. */
function run(script: string): Promise<string> {
  const entry = path.join(mkdtempSync(path.join(os.tmpdir(), 'sandbox-')), 'entry.mjs');
  writeFileSync(entry, script);
  const { command, args, env } = sandboxed(entry, { memoryBytes: 1024 ** 3, reserveBytes: nodeReserve });
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  return new Promise((resolve) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => { output += chunk; });
    child.once('exit', () => resolve(output.trim()));
  });
}

describe('the sandbox', () => {
  it('stops buffers at the limit, which V8 itself does not', async () => {
    const filled = (megabytes: number) => `const kept = []; try { for (let i = 0; i < ${megabytes / 64}; i++) kept.push(new Uint8Array(64 << 20).fill(1)); console.log('had'); } catch { console.log('stopped'); }`;
    expect(await run(filled(256))).toBe('had');
    expect(await run(filled(2048))).toBe('stopped');
  });

  it('carries nothing of this process\'s environment', async () => {
    expect(JSON.parse(await run('console.log(JSON.stringify(Object.keys(process.env).sort()))'))).not.toContain('HOME');
  });

  it('reaches no network where the machine lets it be taken away', async () => {
    const server = createServer((_request, response) => response.end('seen')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const answer = await run(`fetch('http://127.0.0.1:${port}').then((r) => r.text()).then(console.log, () => console.log('refused'))`);
    server.close();
    const canBeTaken = spawnSync('unshare', ['--net', '--', 'true']).status === 0;
    if (!canBeTaken) process.stderr.write('This machine does not let a process give up its network: the reader has one here.\n');
    expect(answer).toBe(canBeTaken ? 'refused' : 'seen');
  });
});
