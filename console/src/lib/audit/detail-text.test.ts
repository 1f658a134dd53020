import { expect, it } from 'vitest';
import { detailText } from './detail-text.ts';

it.each([
  [{ from: 'viewer', to: 'reviewer', userId: 'u1' }, 'viewer → reviewer; userId: u1'],
  [{ changed: ['url', 'events'] }, 'changed: url, events'],
  [{ from: { name: 'A' }, to: { name: 'B' } }, 'from: name: A; to: name: B'],
  [{ reason: null }, ''],
])('%o', (detail, text) => {
  expect(detailText(detail)).toBe(text);
});
