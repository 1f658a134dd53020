import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tryLock, withLock } from './lock.mjs';

it('is free again when its holder is killed', async () => {
  const name = `test:${process.pid}:${Math.random()}`;
  const script = `import { tryLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.mjs'))};
    process.stdout.write(String(Boolean(await tryLock(${JSON.stringify(name)}))));
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(holder.stdout, 'data')) as [Buffer];
  expect(said.toString()).toBe('true');
  expect(await tryLock(name)).toBeNull();
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const release = await tryLock(name);
  expect(release).not.toBeNull();
  await release?.();
});

it('lets one work at a time', async () => {
  const name = `test:${process.pid}:${Math.random()}`;
  const order: string[] = [];
  const work = (who: string) => withLock(name, async () => {
    order.push(`${who} in`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    order.push(`${who} out`);
  });
  await Promise.all([work('a'), work('b')]);
  expect(order).toEqual([order[0], order[0]?.replace('in', 'out'), order[2], order[2]?.replace('in', 'out')]);
});
