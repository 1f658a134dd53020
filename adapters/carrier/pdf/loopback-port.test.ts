import { expect, it } from 'vitest';
import { LoopbackPort } from './loopback-port.ts';

const turn = () => new Promise((resolve) => { setImmediate(resolve); });

it('carries a chunk of text that its sender goes on to empty', async () => {
  const port = new LoopbackPort();
  const heard: unknown[] = [];
  port.addEventListener('message', ({ data }) => heard.push(data));
  const chunk: { items: string[] } = { items: ['hola'] };
  port.postMessage({ stream: 3, chunk });
  chunk.items = [];
  await turn();
  expect(heard).toMatchObject([{ stream: 3, chunk: { items: ['hola'] } }]);
});

it('copies everything else', async () => {
  const port = new LoopbackPort();
  const heard: { bytes: Uint8Array }[] = [];
  port.addEventListener('message', ({ data }) => heard.push(data as { bytes: Uint8Array }));
  const bytes = new Uint8Array([1]);
  port.postMessage({ bytes } as object);
  bytes[0] = 2;
  await turn();
  expect(heard[0]!.bytes[0]).toBe(1);
});

it('tells nothing to who no longer listens', async () => {
  const port = new LoopbackPort();
  const heard: unknown[] = [];
  const ends = new AbortController();
  port.addEventListener('message', ({ data }) => heard.push(data), { signal: ends.signal });
  port.postMessage({ stream: 1 });
  ends.abort();
  await turn();
  expect(heard).toEqual([]);
});
