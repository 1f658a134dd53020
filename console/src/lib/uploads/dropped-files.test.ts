import { expect, it } from 'vitest';
import { keepUseful } from './dropped-files.ts';

it('leaves out what operating systems strew into folders', () => {
  const files = [new File(['x'], 'a.pdf'), new File(['x'], '.DS_Store'), new File(['x'], 'Thumbs.db'), new File([], 'empty.pdf')];
  const { files: kept, skipped } = keepUseful(files);
  expect(kept.map(({ name }) => name)).toEqual(['a.pdf']);
  expect(skipped).toBe(3);
});
