// Live updates: one reader a tenant, however many streams, woken by the database.
import type { Database } from '../adapters/database/database.ts';
import { readChanges, type Change } from '../adapters/database/changes.ts';
import { listen } from '../adapters/database/listener.ts';
import type { Log } from '../adapters/log.ts';
import type { LiveEventKind } from '../contract/live-event.ts';
import type { Permission } from '../contract/permissions.ts';

/** Where one caller hears of changes. */
export interface LiveStream {
  tenantId: string;
  /** The user or key. */
  actorId: string;
  permissions: readonly Permission[];
  /** One event; `id` is where to go on after it. */
  send(event: string, id: string, data: unknown): void;
  /** Looks at the credentials again, and ends where they hold no more. */
  recheck(): Promise<void>;
  end(): void;
}

export interface LiveHub {
  /** Whether another stream of this user or key may be opened. */
  hasRoom(actorId: string): boolean;
  /** @param lastEventId goes on after it, where it is given and not too old. */
  join(stream: LiveStream, lastEventId: string | undefined): Promise<void>;
  leave(stream: LiveStream): void;
  close(): Promise<void>;
}

const mostPerActor = 20;
const mostStreams = 2000;
/** Changes of the same moment are read together. */
const gatherMs = 60;
const recheckMs = 60_000;
/** Changes are kept for an hour; older ids are answered with `reset`. */
const keptSeconds = 50 * 60;

const permissionOf: Record<LiveEventKind, Permission> = {
  document: 'documents:read', 'review-task': 'reviews:read', notification: 'notifications:read', delivery: 'webhooks:read', endpoint: 'webhooks:read', 'upload-error': 'upload-links:read',
};

interface Channel {
  streams: Set<LiveStream>;
  /** What came up while a stream was still being told what it had missed: it is told afterwards, or the ids would run ahead of what was told. */
  held: Map<LiveStream, (() => void)[]>;
  cursor: bigint | null;
  /** The transactions of changes that were told and would be read again, by the changes' numbers. */
  told: Map<string, bigint>;
  timer: NodeJS.Timeout | null;
  isReading: boolean;
}

const nowSeconds = () => Math.floor(Date.now() / 1000);
const eventId = (cursor: bigint) => `${cursor}-${nowSeconds()}`;

export function startLiveHub({ db, systemUrl, log }: { db: Database; systemUrl: string; log: Log }): LiveHub {
  const channels = new Map<string, Channel>();
  const streams = new Set<LiveStream>();
  const check = (stream: LiveStream) => void stream.recheck().catch((error: unknown) => log.warn({ err: error }, 'a live stream could not be checked'));

  function tell(stream: LiveStream, changes: readonly Change[], id: string): void {
    for (const { kind, id: subject, data } of changes) if (stream.permissions.includes(permissionOf[kind])) stream.send(kind, id, { kind, id: subject, data });
  }

  async function read(tenantId: string, channel: Channel): Promise<void> {
    const { changes, isCut, cursor } = await readChanges(db, tenantId, channel.cursor, [...channel.told.keys()]);
    channel.cursor = cursor;
    channel.told = new Map([...channel.told, ...changes.map(({ number, xid }) => [number, xid] as const)].filter(([, xid]) => xid >= cursor));
    const id = eventId(cursor);
    for (const stream of channel.streams) {
      const say = () => (isCut ? stream.send('reset', id, {}) : tell(stream, changes, id));
      const held = channel.held.get(stream);
      if (held) held.push(say);
      else say();
    }
  }

  /** Says where the stream begins, and tells what it has missed since its last event. */
  async function greet(stream: LiveStream, lastEventId: string | undefined, now: bigint): Promise<void> {
    if (!lastEventId) {
      stream.send('ready', eventId(now), {});
      return;
    }
    const [, xmin = '', seconds] = /^(\d{1,18})-(\d{1,12})$/.exec(lastEventId) ?? [];
    const from = seconds === undefined || nowSeconds() - Number(seconds) > keptSeconds ? null : BigInt(xmin);
    const { changes, isCut, cursor } = await readChanges(db, stream.tenantId, from);
    if (from === null || isCut || from > cursor) {
      stream.send('reset', eventId(cursor), {});
      return;
    }
    stream.send('ready', eventId(cursor), {});
    tell(stream, changes, eventId(cursor));
  }

  function wake(tenantId: string): void {
    const channel = channels.get(tenantId);
    if (!channel || channel.timer || channel.cursor === null) return;
    channel.timer = setTimeout(() => {
      if (channel.isReading) {
        channel.timer = null;
        wake(tenantId);
        return;
      }
      channel.timer = null;
      channel.isReading = true;
      read(tenantId, channel).catch((error: unknown) => log.warn({ err: error }, 'changes cannot be read')).finally(() => {
        channel.isReading = false;
      });
    }, gatherMs);
  }

  const listener = listen(systemUrl, {
    channels: ['changes', 'access'],
    onNotification(name, payload) {
      if (name === 'changes') wake(payload);
      else for (const stream of streams) if (stream.actorId === payload) check(stream);
    },
    onConnected() {
      for (const tenantId of channels.keys()) wake(tenantId);
      for (const stream of streams) check(stream);
    },
    onError: (error) => log.warn({ err: error }, 'live updates cannot listen'),
  });
  const rechecks = setInterval(() => streams.forEach(check), recheckMs);

  return {
    hasRoom(actorId) {
      return streams.size < mostStreams && [...streams].filter((stream) => stream.actorId === actorId).length < mostPerActor;
    },
    async join(stream, lastEventId) {
      const { tenantId } = stream;
      const channel = channels.get(tenantId) ?? { streams: new Set(), held: new Map(), cursor: null, told: new Map(), timer: null, isReading: false };
      channels.set(tenantId, channel);
      channel.streams.add(stream);
      channel.held.set(stream, []);
      streams.add(stream);
      if (channel.cursor === null) {
        const { cursor } = await readChanges(db, tenantId, null);
        // Another stream may have been quicker, and its cursor have moved on.
        channel.cursor ??= cursor;
        // What was said until then was not heard.
        wake(tenantId);
      }
      await greet(stream, lastEventId, channel.cursor);
      for (const say of channel.held.get(stream) ?? []) say();
      channel.held.delete(stream);
    },
    leave(stream) {
      streams.delete(stream);
      const channel = channels.get(stream.tenantId);
      channel?.streams.delete(stream);
      channel?.held.delete(stream);
      if (channel?.streams.size !== 0) return;
      if (channel.timer) clearTimeout(channel.timer);
      channels.delete(stream.tenantId);
    },
    async close() {
      clearInterval(rechecks);
      for (const stream of [...streams]) stream.end();
      await listener.close();
    },
  };
}
