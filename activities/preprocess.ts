import { system } from '../adapters/database/audit.ts';
import { transition } from '../adapters/database/transitions.ts';
import { comesFrom } from '../domain/lifecycle.ts';
import type { Carrier } from '../domain/ports.ts';
import type { DocumentRef } from '../workflows/messages.ts';
import { carrierSummary } from './carrier-summary.ts';
import type { ActivityDeps } from './deps.ts';
import { originalKey, putCarrier } from '../adapters/document-objects.ts';
import { tracedWork } from './traced.ts';

/** @returns false where the run is over. */
export function createPreprocess(deps: ActivityDeps) {
  return async (ref: DocumentRef): Promise<boolean> => (await preprocess(deps, ref)) !== null;
}

/**
 * Opens the file: what it is, its pages' words, its codes and structures, kept in the object store. A part of a file finds all that done
 * by the file itself. @returns null where it is not to be opened any more: the run is over, or further on.
 */
export function preprocess(deps: ActivityDeps, ref: DocumentRef): Promise<Opened | 'part' | null> {
  return tracedWork<State, Opened | 'part'>(deps, ref, 'preprocess', {
    async begin(scope) {
      const began = await transition(scope, { documentId: ref.documentId, run: ref.run, from: comesFrom.preprocessing, to: 'preprocessing', actor: system });
      return began ? scope.tx.document.findUniqueOrThrow({ where: { id: ref.documentId }, select: { objectPrefix: true, part: true } }) : null;
    },
    async work({ objectPrefix: prefix, part }) {
      if (part !== null) return 'part';
      const bytes = await deps.objects.get(originalKey(prefix));
      const carrier = await deps.carriers.open(bytes, {});
      await putCarrier(deps.objects, prefix, carrier);
      return { prefix, carrier };
    },
    async end({ tx }, opened) {
      if (opened === 'part') return { reader: opened };
      const { prefix, carrier } = opened;
      const drawable = new Set(carrier.sheets?.map(({ page }) => page));
      const pages = carrier.pages.map(({ number, width, height, origin }) => ({ number, width, height, origin, hasImage: drawable.has(number) }));
      const { count } = await tx.document.updateMany({ where: { id: ref.documentId }, data: { mediaType: carrier.mediaType, pages } });
      if (count === 0) await deps.objects.removeAll(prefix);
      return { reader: carrierSummary(carrier) };
    },
  });
}

interface State {
  objectPrefix: string;
  part: number | null;
}

export interface Opened {
  prefix: string;
  carrier: Carrier;
}
