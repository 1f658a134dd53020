// Hostile files that others published. They are not part of the project; the helper says loudly where they are absent.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { errorCodes, isFileFault } from '../../contract/errors.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import { sharedDocuments, sharedDocumentsDir } from '../../tests/harness/shared-documents.ts';
import { createCarrierReader } from './carrier-reader.ts';

const hostile = sharedDocuments()?.filter(({ expect: expected }) => expected === 'hostile') ?? [];

describe.runIf(hostile.length > 0)('hostile documents', () => {
  const reader = createCarrierReader({ slots: 1 });
  afterAll(() => reader.close());

  it.each(hostile.map(({ file }) => file))('%s is read or refused with a code', async (file) => {
    const outcome = await reader.open(readFileSync(path.join(sharedDocumentsDir, file)), {}).then(() => 'read', (error: { code?: ErrorCode }) => error.code ?? error);
    if (outcome === 'read') return;
    expect(errorCodes).toContain(outcome);
    expect(isFileFault(outcome as ErrorCode)).toBe(true);
  });
});
