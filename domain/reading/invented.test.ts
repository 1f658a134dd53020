import { describe, expect, it } from 'vitest';
import { billLocales, syntheticBill } from '../../tests/fixtures/synthetic/bill.ts';
import { foreignLocales, syntheticForeignPaper } from '../../tests/fixtures/synthetic/foreign-paper.ts';
import { syntheticPaper } from '../../tests/fixtures/synthetic/paper.ts';
import { syntheticTill, tillKinds } from '../../tests/fixtures/synthetic/till.ts';
import { syntheticVoucher } from '../../tests/fixtures/synthetic/voucher.ts';
import { isRight, type Truth } from '../../tests/bench/truth.ts';
import { keyFields } from '../../contract/extraction.ts';
import type { Page } from '../../contract/page.ts';
import { decide } from '../decide.ts';
import { readCarrier } from './read-carrier.ts';

interface Invented { pages: Page[]; truth: Truth; isOther?: boolean }

const invented: Record<string, (seed: number) => Invented> = {
  'Argentine vouchers of every class': (seed) => { const { page, truth } = syntheticVoucher(seed, seed % 4 === 0); return { pages: [page], truth }; },
  'bills of nine countries': (seed) => syntheticBill(seed, billLocales[seed % billLocales.length] ?? '', seed % 4 === 0),
  'Argentine papers of unusual layout': (seed) => syntheticPaper(seed, seed % 4 === 0),
  'papers of nine countries of unusual layout': (seed) => syntheticForeignPaper(seed, foreignLocales[seed % foreignLocales.length] ?? '', seed % 4 === 0),
  'till receipts': (seed) => { const { page, truth } = syntheticTill(seed, tillKinds[seed % tillKinds.length] ?? ''); return { pages: [page], truth }; },
};

describe('invented documents', () => {
  it.each<[string, number, number]>([['Argentine vouchers of every class', 57, 25], ['bills of nine countries', 58, 35], ['Argentine papers of unusual layout', 44, 22], ['papers of nine countries of unusual layout', 58, 40], ['till receipts', 54, 1]])('%s: at least %d of 60 read, %d approved, none of these with a wrong key field', (kind, leastRight, leastApproved) => {
    const outcomes = Array.from({ length: 60 }, (_, i) => {
      const { pages, truth, isOther = false } = invented[kind]!((i + 1) * 15_485_863);
      const [reading] = readCarrier({ kind: 'pdf', mediaType: 'application/pdf', pageCount: pages.length, pages, codes: [], structures: [], faults: [], info: {} }, { today: '2026-06-01' });
      const { fields } = reading!.extraction;
      const isKeyRight = !isOther && keyFields.every((name) => truth[name] === undefined || isRight(name, fields[name]?.value ?? '', truth[name]));
      return { isKeyRight, isApproved: decide(reading!.extraction).decision === 'approved' };
    });
    expect(outcomes.filter(({ isApproved, isKeyRight }) => isApproved && !isKeyRight)).toEqual([]);
    expect(outcomes.filter(({ isKeyRight }) => isKeyRight).length).toBeGreaterThanOrEqual(leastRight);
    expect(outcomes.filter(({ isApproved }) => isApproved).length).toBeGreaterThanOrEqual(leastApproved);
  });
});
