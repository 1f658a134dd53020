import { expect, it } from 'vitest';
import { readEvents } from './read-events.ts';

function streamOf(...pieces: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
}

it('puts events together from pieces and hears heartbeats', async () => {
  const events: unknown[] = [];
  let pieces = 0;
  await readEvents(streamOf('retry: 3000\n\nevent: ready\nid: 7-1\nda', 'ta: {}\n\n', ': still here\n\n'), {
    onEvent: ({ event, id, data }) => events.push([event, id, data]),
    onBytes: () => (pieces += 1),
  });
  expect(events).toEqual([['ready', '7-1', '{}']]);
  expect(pieces).toBe(3);
});
