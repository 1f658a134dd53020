// How many tries may be on their way to one endpoint at once, so that one that is slow or hangs leaves everybody else's slots alone. Per process.

/** Of the quick lane: the receivers that answer at once. */
const quickAtOnce = 32;
/** Of the slow lane, whose slots are others'. */
const slowAtOnce = 8;
/** An endpoint that takes longer than this, on average or right now, belongs to the slow lane. */
const slowMs = 1000;
/** How much the last answer counts in the average. */
const weight = 0.2;
const longestWaitMs = 60_000;
/** Endpoints remembered; the one that was used longest ago is forgotten first. */
const remembered = 10_000;

export type Lane = 'quick' | 'slow';

export interface Turn {
  /** To be called once when the answer is there, or is given up. */
  leave(): void;
}

/** `slow`: take the slow lane; `waitMs`: come back then, when there should be room. */
export type Entry = Turn | { waitMs: number } | 'slow';

export interface Lanes {
  enter(endpointId: string, lane: Lane): Entry;
}

interface Load {
  /** Start times, oldest first. */
  quick: Set<{ at: number }>;
  slow: Set<{ at: number }>;
  averageMs: number;
  /** When the next who is turned away may expect room. */
  freeAt: number;
}

/** @param now milliseconds, monotonic. */
export function createLanes(now: () => number = () => performance.now()): Lanes {
  const loads = new Map<string, Load>();

  function loadOf(endpointId: string): Load {
    const load = loads.get(endpointId) ?? { quick: new Set(), slow: new Set(), averageMs: 0, freeAt: 0 };
    loads.delete(endpointId);
    loads.set(endpointId, load);
    for (const [id, { quick, slow }] of loads) {
      if (loads.size <= remembered || quick.size + slow.size > 0) break;
      loads.delete(id);
    }
    return load;
  }

  return {
    enter(endpointId, lane) {
      const load = loadOf(endpointId);
      const at = now();
      if (lane === 'quick' && isSlow(load, at)) return 'slow';
      const [inside, room] = lane === 'quick' ? [load.quick, quickAtOnce] : [load.slow, slowAtOnce];
      if (inside.size >= room) return { waitMs: waitFor(load, room, at) };
      const entry = { at };
      inside.add(entry);
      return {
        leave() {
          if (!inside.delete(entry)) return;
          load.averageMs += weight * (now() - at - load.averageMs);
        },
      };
    },
  };
}

function isSlow({ quick, averageMs }: Load, at: number): boolean {
  const [oldest] = quick;
  return averageMs > slowMs || (oldest !== undefined && at - oldest.at > slowMs);
}

/** Those who are turned away are told to come back one after another, as fast as the endpoint has been answering. */
function waitFor(load: Load, room: number, at: number): number {
  const each = Math.max(load.averageMs, 50);
  load.freeAt = Math.min(Math.max(load.freeAt, at + each) + each / room, at + longestWaitMs);
  return Math.ceil(load.freeAt - at);
}
