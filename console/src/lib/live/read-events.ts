import { createParser, type EventSourceMessage } from 'eventsource-parser';

/**
 * Hands on the events of a stream until it ends or is cancelled. `onBytes` is called with every piece that came, the server's heartbeats
 * among them, so that a connection which died silently can be told from one on which nothing happens. Throws what the stream throws.
 */
export async function readEvents(stream: ReadableStream<Uint8Array>, { onEvent, onBytes }: { onEvent: (event: EventSourceMessage) => void; onBytes: () => void }): Promise<void> {
  const parser = createParser({ onEvent });
  const reader = stream.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onBytes();
    parser.feed(value);
  }
}
