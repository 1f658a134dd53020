import { eventually } from './eventually.ts';

export interface StreamEvent {
  event: string;
  id: string;
  data: Record<string, unknown>;
}

export interface EventStream {
  status: number;
  /** Of the error, where the stream was refused. */
  code: string | undefined;
  events: StreamEvent[];
  isOver(): boolean;
  /** The events from the first to the one that fits. */
  until(fits: (event: StreamEvent) => boolean): Promise<StreamEvent[]>;
  /** Resolves once the server has ended it. */
  ended(): Promise<void>;
  close(): void;
}

/** Listens to the API's live updates as a browser does, until closed. */
export async function openEventStream(baseUrl: string, headers: Record<string, string>, lastEventId?: string): Promise<EventStream> {
  const aborting = new AbortController();
  const response = await fetch(`${baseUrl}/v1/events`, { headers: { ...headers, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) }, signal: aborting.signal });
  const events: StreamEvent[] = [];
  let isOver = false;
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const code = isStream ? undefined : (await response.json() as { error: { code: string } }).error.code;
  const read = async () => {
    let text = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = (text + chunk).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const fields = Object.fromEntries(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
        if (fields['event']) events.push({ event: fields['event'], id: fields['id'] ?? '', data: JSON.parse(fields['data'] ?? '{}') as Record<string, unknown> });
      }
    }
  };
  if (isStream) void read().catch(() => undefined).finally(() => { isOver = true; });
  return {
    status: response.status, code, events,
    isOver: () => isOver,
    until: (fits) => eventually('the event comes', async () => events, (all) => all.some(fits)),
    async ended() {
      await eventually('the stream ends', async () => isOver, Boolean);
    },
    close: () => aborting.abort(),
  };
}
