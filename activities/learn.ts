import { teachSupplier } from '../adapters/database/supplier-memories.ts';
import { getCarrier } from '../adapters/document-objects.ts';
import type { Extraction } from '../contract/extraction.ts';
import type { Corrections } from '../contract/review.ts';
import { learn } from '../domain/reading/memory/learn.ts';
import { supplierKey } from '../domain/reading/memory/supplier-memory.ts';
import type { DocumentRef } from '../workflows/messages.ts';
import type { ActivityDeps } from './deps.ts';
import { toFailure } from './failure.ts';

/** Lets a person's corrections teach where this issuer's fields stand, for its next document. Without corrections there is nothing to learn. */
export function createLearn(deps: ActivityDeps) {
  return async ({ tenantId, documentId, run }: DocumentRef, decisionId: string): Promise<void> => {
    try {
      const known = await deps.db.withTenant(tenantId, async ({ tx }) => {
        const decision = await tx.reviewDecision.findUnique({ where: { id: decisionId } });
        const machine = await tx.extraction.findUnique({ where: { documentId_run_origin: { documentId, run, origin: 'machine' } }, include: { document: { select: { objectPrefix: true, pageFrom: true, pageTo: true } } } });
        return { fields: (decision?.corrections as Corrections | undefined)?.fields ?? {}, machine };
      });
      const { fields, machine } = known;
      if (!machine || Object.keys(fields).length === 0) return;
      const extraction = machine.data as unknown as Extraction;
      const key = supplierKey(fields.issuerTaxId ?? extraction.fields.issuerTaxId?.value, fields.issuerName ?? extraction.fields.issuerName?.value);
      if (!key) return;
      const { objectPrefix, pageFrom, pageTo } = machine.document;
      const carrier = await getCarrier(deps.objects, objectPrefix);
      const pages = carrier.pages.filter(({ number }) => number >= (pageFrom ?? 1) && number <= (pageTo ?? carrier.pageCount));
      const today = new Date().toISOString().slice(0, 10);
      await deps.db.withTenant(tenantId, (scope) => teachSupplier(scope, key, decisionId, (memory) => learn(memory, { extraction, pages }, fields, today)));
    } catch (error) {
      deps.log.warn({ err: error, documentId }, 'nothing was learnt');
      throw toFailure(error);
    }
  };
}
