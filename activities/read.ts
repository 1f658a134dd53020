import type { DocumentRef } from '../workflows/messages.ts';
import type { ActivityDeps } from './deps.ts';
import { extract, type Extracted } from './extract.ts';
import { preprocess } from './preprocess.ts';

/**
 * Both steps of reading in one task, where nobody has to start the second: a trip to the server and one to the object store less for each document.
 * Tried again after the first step had come to its end, it goes on with the second.
 */
export function createRead(deps: ActivityDeps) {
  return async (ref: DocumentRef): Promise<Extracted> => {
    const opened = await preprocess(deps, ref);
    return extract(deps, ref, opened && opened !== 'part' ? opened.carrier : undefined);
  };
}
