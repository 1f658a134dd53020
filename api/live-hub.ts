// Live updates: one reader a tenant, however many streams, woken by the database.
import type { Database } from '../adapters/database/database.ts';
import { readChanges, type Change } from '../adapters/database/changes.ts';
import { listen } from '../adapters/database/listener.ts';
import { isSeen, parseSnapshot, type Snapshot } from '../adapters/database/snapshot.ts';
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

interface Listener {
  /** What came up while the stream was still being told what it had missed: it is told afterwards, or the ids would run ahead of what was told. */
  held: (() => void)[] | null;
  /** What it was told of when it came, which the channel may have been behind of. */
  seen: Snapshot | null;
  /** The id of the last event that ended what was told at a time: where a stream goes on that was lost in the middle of more. */
  at: string;
}

interface Channel {
  streams: Map<LiveStream, Listener>;
  cursor: Snapshot | null;
  timer: NodeJS.Timeout | null;
  isReading: boolean;
}

const nowSeconds = () => Math.floor(Date.now() / 1000);
const eventId = ({ text }: Snapshot) => `${text}-${nowSeconds()}`;

export function startLiveHub({ db, systemUrl, log }: { db: Database; systemUrl: string; log: Log }): LiveHub {
  const channels = new Map<string, Channel>();
  const streams = new Set<LiveStream>();
  const check = (stream: LiveStream) => void stream.recheck().catch((error: unknown) => log.warn({ err: error }, 'a live stream could not be checked'));

  const visible = (stream: LiveStream, changes: readonly Change[]) => changes.filter(({ kind }) => stream.permissions.includes(permissionOf[kind]));

  /** Several at a time: the last alone carries their id, so that none is missed by who hears only the first. */
  function tell(stream: LiveStream, listener: Listener, changes: readonly Change[], id: string): void {
    const theirs = visible(stream, changes);
    for (const [i, { kind, id: subject, data }] of theirs.entries()) {
      if (i === theirs.length - 1) listener.at = id;
      stream.send(kind, listener.at, { kind, id: subject, data });
    }
  }

  function begin(stream: LiveStream, listener: Listener, event: 'ready' | 'reset', id: string): void {
    listener.at = id;
    stream.send(event, id, {});
  }

  async function read(tenantId: string, channel: Channel): Promise<void> {
    const { changes, isCut, cursor } = await readChanges(db, tenantId, channel.cursor);
    channel.cursor = cursor;
    const id = eventId(cursor);
    for (const [stream, listener] of channel.streams) {
      const say = () => (isCut ? begin(stream, listener, 'reset', id) : tell(stream, listener, changes.filter(({ xid }) => !listener.seen || !isSeen(listener.seen, xid)), id));
      if (listener.held) listener.held.push(say);
      else say();
    }
  }

  /** Says where the stream begins, and tells what it has missed since its last event. @returns what it has been told of. */
  async function greet(stream: LiveStream, listener: Listener, lastEventId: string | undefined, now: Snapshot): Promise<Snapshot> {
    if (!lastEventId) {
      begin(stream, listener, 'ready', eventId(now));
      return now;
    }
    const [, snapshot = '', seconds] = /^([^-]+)-(\d{1,12})$/.exec(lastEventId) ?? [];
    const from = seconds === undefined || nowSeconds() - Number(seconds) > keptSeconds ? null : parseSnapshot(snapshot);
    const { changes, isCut, cursor } = await readChanges(db, stream.tenantId, from);
    const id = eventId(cursor);
    if (from === null || isCut || from.xmax > cursor.xmax) {
      begin(stream, listener, 'reset', id);
    } else {
      begin(stream, listener, 'ready', visible(stream, changes).length > 0 ? lastEventId : id);
      tell(stream, listener, changes, id);
    }
    return cursor;
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
      const channel = channels.get(tenantId) ?? { streams: new Map(), cursor: null, timer: null, isReading: false };
      channels.set(tenantId, channel);
      const held: (() => void)[] = [];
      const listener: Listener = { held, seen: null, at: '' };
      channel.streams.set(stream, listener);
      streams.add(stream);
      if (channel.cursor === null) {
        const { cursor } = await readChanges(db, tenantId, null);
        // Another stream may have been quicker, and its cursor have moved on.
        channel.cursor ??= cursor;
        // What was said until then was not heard.
        wake(tenantId);
      }
      listener.seen = await greet(stream, listener, lastEventId, channel.cursor);
      for (const say of held) say();
      listener.held = null;
    },
    leave(stream) {
      streams.delete(stream);
      const channel = channels.get(stream.tenantId);
      channel?.streams.delete(stream);
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
