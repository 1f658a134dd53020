import { describe, expect, it } from 'vitest';
import { isSeen, parseSnapshot } from './snapshot.ts';

describe('a snapshot', () => {
  it.each([['none running', '10:12:', [10n, 11n, 9n, 1n], [12n, 13n]], ['two running', '10:20:10,14', [9n, 11n, 13n, 15n, 19n], [10n, 14n, 20n, 21n]], ['nothing yet', '3:3:', [2n], [3n]]])('with %s tells what it saw', (_what, text, seen, unseen) => {
    const snapshot = parseSnapshot(text);
    expect(snapshot?.text).toBe(text);
    for (const xid of seen) expect(snapshot && isSeen(snapshot, xid), String(xid)).toBe(true);
    for (const xid of unseen) expect(snapshot && isSeen(snapshot, xid), String(xid)).toBe(false);
  });

  it.each(['', '10', '10:12', '12:10:', '0:1:', '10:20:9', '10:20:20', '10:20:14,12', '10:20:12,12', '10:20:,', '10:20:12,', 'a:b:', '-1:2:', `${'9'.repeat(19)}:${'9'.repeat(19)}:`])('%s is none', (text) => {
    expect(parseSnapshot(text)).toBeNull();
  });
});
