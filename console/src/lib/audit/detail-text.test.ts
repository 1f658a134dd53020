import { expect, it } from 'vitest';
import { detailText } from './detail-text.ts';

const words = { name: (name: string) => ({ userId: 'persona' })[name] ?? name, value: (_name: string, value: string) => ({ reviewer: 'revisión' })[value] ?? value };

it.each([
  [{ from: 'viewer', to: 'reviewer', userId: 'u1' }, 'viewer → revisión; persona: u1'],
  [{ changed: ['url', 'events'] }, 'changed: url, events'],
  [{ to: { name: 'B' }, from: { name: 'A' } }, 'from: name: A; to: name: B'],
  [{ from: 'failed', to: 'received', reprocess: true }, 'failed → received; reprocess'],
  [{ reason: null }, ''],
])('%o', (detail, text) => {
  expect(detailText(detail, words)).toBe(text);
});
