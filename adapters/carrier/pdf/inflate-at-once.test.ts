import { buffer } from 'node:stream/consumers';
import { deflateRawSync, deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { inflateAtOnce } from './inflate-at-once.ts';

/** As pdf.js asks. */
async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { readable, writable } = new DecompressionStream('deflate');
  const writer = writable.getWriter();
  writer.write(bytes).catch(() => {});
  writer.close().catch(() => {});
  const reader = readable.getReader();
  const chunks: Uint8Array[] = [];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return Buffer.concat(chunks).toString();
    chunks.push(value);
  }
}

describe('inflateAtOnce', () => {
  beforeAll(inflateAtOnce);

  it.each(['', 'BT (hola) Tj ET', 'x'.repeat(200_000)])('gives what was deflated', async (text) => {
    expect(await inflated(new Uint8Array(deflateSync(text)))).toBe(text);
  });

  it('refuses what Node’s stream refuses', async () => {
    const whole = deflateSync('BT (hola) Tj ET');
    const wrongSum = Buffer.from(whole);
    wrongSum[wrongSum.length - 1]! ^= 1;
    for (const damaged of [whole.subarray(0, -6), Buffer.concat([whole, Buffer.from('\n')]), wrongSum]) {
      await expect(inflated(new Uint8Array(damaged))).rejects.toThrow();
    }
  });

  it('leaves other formats to Node', async () => {
    const raw = new Blob([new Uint8Array(deflateRawSync('hola'))]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    expect((await buffer(raw)).toString()).toBe('hola');
  });
});
