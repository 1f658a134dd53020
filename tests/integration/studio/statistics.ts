import { describe, expect, it } from 'vitest';
import type { Scope } from '../../../adapters/database/database.ts';
import type { DocumentStatus } from '../../../contract/document.ts';
import { addDocument, addReviewTask, dayMs } from '../../harness/rows.ts';
import { newStudio } from './setting.ts';

/** Figures against rows that are known. */
export function describeStatistics(): void {
  describe('statistics', () => {
    it('count the rows of the period, beside those of the period before', async () => {
      const { tenantId, api, client, rows } = await newStudio();
      const at = (days: number, seconds = 0) => new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth(), new Date().getUTCDate()) - days * dayMs + seconds * 1000);
      const settled = (days: number, seconds: number, status: DocumentStatus, confidence: number, reader: string) => ({ createdAt: at(days), settledAt: at(days, seconds), status, confidence, reader });
      const taskOf = async (scope: Scope, documentId: string, days: number, seconds: number) => {
        const reviewTaskId = await addReviewTask(scope, documentId, { createdAt: at(days), status: 'approved', decidedAt: at(days, seconds) });
        await scope.tx.reviewDecision.create({ data: { tenantId, reviewTaskId, outcome: 'approved', corrections: {}, decidedBy: { kind: 'user', id: null, name: 'x' }, createdAt: at(days, seconds) } });
      };
      await rows(async (scope) => {
        // Within the last 7 days: two approved alone (10 s and 30 s), one by a person who corrected it, one failed, one rejected, one that waits.
        await addDocument(scope, client, settled(0, 10, 'approved', 1, 'xml:ubl'));
        await addDocument(scope, client, settled(6, 30, 'approved', 0.97, 'text'));
        const corrected = await addDocument(scope, client, settled(1, 500, 'approved', 0.85, 'text'));
        await taskOf(scope, corrected, 1, 100);
        await scope.tx.extraction.create({ data: { tenantId, documentId: corrected, run: 1, origin: 'human', data: {} } });
        await addDocument(scope, client, { createdAt: at(2), settledAt: at(2, 2), status: 'failed', failureCode: 'pdf_damaged' });
        const rejected = await addDocument(scope, client, settled(2, 300, 'rejected', 0.4, 'ocr'));
        await taskOf(scope, rejected, 2, 200);
        const waiting = await addDocument(scope, client, { createdAt: at(3), status: 'in_review', confidence: 0.85, reader: 'text' });
        await addReviewTask(scope, waiting, { createdAt: at(3), claimedUntil: new Date(Date.now() + 600_000) });
        // The 7 days before, and one that is out of both.
        await addDocument(scope, client, settled(7, 50, 'approved', 0.99, 'text'));
        await addDocument(scope, client, settled(13, 60, 'failed', 0.99, 'text'));
        await addDocument(scope, client, settled(14, 70, 'approved', 0.99, 'text'));
      });
      const statistics = await api.call('getStatistics', { query: { days: 7 } });
      expect(statistics.current).toEqual({ uploaded: 6, approved: 3, rejected: 1, failed: 1, reviewed: 2, autoApproved: 2 / 5, medianSeconds: 10, medianReviewSeconds: 150 });
      expect(statistics.previous).toEqual({ uploaded: 2, approved: 1, rejected: 0, failed: 1, reviewed: 0, autoApproved: 1, medianSeconds: 55, medianReviewSeconds: null });
      const day = (days: number, figures: object) => ({ day: at(days).toISOString().slice(0, 10), uploaded: 0, approved: 0, inReview: 0, reviewed: 0, failed: 0, ...figures });
      expect(statistics.byDay).toEqual([
        day(6, { uploaded: 1, approved: 1 }), day(5, {}), day(4, {}), day(3, { uploaded: 1, inReview: 1 }), day(2, { uploaded: 2, failed: 1, inReview: 1, reviewed: 1 }),
        day(1, { uploaded: 1, approved: 1, inReview: 1, reviewed: 1 }), day(0, { uploaded: 1, approved: 1 }),
      ]);
      expect(statistics.review).toMatchObject({ open: 1, claimed: 1, created: 3, withdrawn: 0 });
      expect(statistics.review.oldestSeconds).toBeGreaterThanOrEqual(3 * 86_400);
      expect(statistics.readers).toEqual([
        { reader: 'text', documents: 3, approved: 2, meanConfidence: 0.89 }, { reader: 'ocr', documents: 1, approved: 0, meanConfidence: 0.4 }, { reader: 'xml:ubl', documents: 1, approved: 1, meanConfidence: 1 },
      ]);
      expect(statistics.confidence.filter((band) => band.autoApproved + band.reviewed > 0)).toEqual([
        { from: 0.98, to: 1, autoApproved: 1, reviewed: 0, corrected: 0 }, { from: 0.95, to: 0.98, autoApproved: 1, reviewed: 0, corrected: 0 },
        { from: 0.8, to: 0.9, autoApproved: 0, reviewed: 2, corrected: 1 }, { from: 0, to: 0.5, autoApproved: 0, reviewed: 1, corrected: 0 },
      ]);
      expect((await api.call('getStatistics')).days).toBe(14);
      expect((await (await newStudio()).api.call('getStatistics')).current).toMatchObject({ uploaded: 0, autoApproved: null, medianSeconds: null });
    });
  });
}
