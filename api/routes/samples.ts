import { createHash, randomUUIDv7 } from 'node:crypto';
import { createSamples, eraseSamples, findSamples } from '../../adapters/database/samples.ts';
import { objectPrefix } from '../../adapters/database/documents.ts';
import { originalKey } from '../../adapters/document-objects.ts';
import { sampleSet } from '../../domain/samples.ts';
import type { Handlers } from '../mount.ts';

export const sampleHandlers: Handlers<'getSamples' | 'loadSamples' | 'removeSamples'> = {
  getSamples: (_request, { deps, caller }) => deps.db.withTenant(caller.tenantId, findSamples),

  async loadSamples(_request, { deps, caller }) {
    const { tenantId, actor } = caller;
    // Loaded when it is needed: it draws with a library that nothing else here uses.
    const { sampleFiles } = await import('../../adapters/samples/sample-files.ts');
    const set = sampleSet(new Date().toISOString().slice(0, 10));
    const files = (await sampleFiles(set)).map((file) => ({ ...file, id: randomUUIDv7() }));
    try {
      await Promise.all(files.map(({ id, bytes }) => deps.objects.put(originalKey(objectPrefix(tenantId, id)), bytes, { contentType: 'application/octet-stream' })));
      const documents = files.map(({ id, fileName, bytes }) => ({ id, fileName, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }));
      return await deps.db.withTenant(tenantId, (scope) => createSamples(scope, actor, set.client, documents));
    } catch (error) {
      await Promise.allSettled(files.map(({ id }) => deps.objects.removeAll(objectPrefix(tenantId, id))));
      throw error;
    }
  },

  async removeSamples(_request, { deps, caller }) {
    await deps.db.withTenant(caller.tenantId, (scope) => eraseSamples(scope, caller.actor));
    return undefined;
  },
};
