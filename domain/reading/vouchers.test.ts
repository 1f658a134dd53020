import { expect, it } from 'vitest';
import { syntheticVoucher } from '../../tests/fixtures/synthetic/voucher.ts';
import { isRight } from '../../tests/bench/truth.ts';
import { keyFields } from '../../contract/extraction.ts';
import { decide } from '../decide.ts';
import { readCarrier } from './read-carrier.ts';

it('reads invented Argentine vouchers of every class, and approves none with a wrong key field', () => {
  const outcomes = Array.from({ length: 60 }, (_, i) => {
    const { page, truth } = syntheticVoucher((i + 1) * 15_485_863, i % 4 === 0);
    const [reading] = readCarrier({ kind: 'pdf', mediaType: 'application/pdf', pageCount: 1, pages: [page], codes: [], structures: [], faults: [], info: {} }, { today: '2026-06-01' });
    const { fields } = reading!.extraction;
    const isKeyRight = keyFields.every((name) => isRight(name, fields[name]?.value ?? '', truth[name]));
    return { isKeyRight, isApproved: decide(reading!.extraction).decision === 'approved' };
  });
  expect(outcomes.filter(({ isApproved, isKeyRight }) => isApproved && !isKeyRight)).toEqual([]);
  expect(outcomes.filter(({ isKeyRight }) => isKeyRight).length).toBeGreaterThanOrEqual(57);
  expect(outcomes.filter(({ isApproved }) => isApproved).length).toBeGreaterThanOrEqual(25);
});
