import { expect, it } from 'vitest';
import { mediaTypeName } from './media-type-name.ts';

it.each([['application/pdf', 'PDF'], ['application/xml', 'XML'], ['image/jpeg', 'JPEG'], ['image/heic', 'HEIC'], ['application/pkcs7-mime', 'XML (p7m)'], ['application/octet-stream', '?']])('calls %s %s', (mediaType, name) => {
  expect(mediaTypeName(mediaType)).toBe(name);
});
