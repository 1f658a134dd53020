import { describe, expect, it } from 'vitest';
import { derEnvelope } from '../../tests/fixtures/carrier/cms.ts';
import { sniff } from './sniff.ts';

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('sniff', () => {
  it.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a PDF', Buffer.from('%PDF-1.4\n'), 'pdf'],
    ['a PDF behind junk', Buffer.concat([Buffer.alloc(700, 0x0a), Buffer.from('%PDF-1.4\n')]), 'pdf'],
    ['a PDF header too far in', Buffer.concat([Buffer.alloc(5000, 0x20), Buffer.from('%PDF-1.4\n')]), 'unknown'],
    ['XML', Buffer.from('<?xml version="1.0"?><a/>'), 'xml'],
    ['XML without a declaration', Buffer.from('  <cbc:ID xmlns:cbc="x">1</cbc:ID>'), 'xml'],
    ['XML with a byte order mark', Buffer.from('\uFEFF<?xml version="1.0"?><a/>'), 'xml'],
    ['UTF-16 with a mark', Buffer.from('\uFEFF<?xml version="1.0"?><a/>', 'utf16le'), 'xml'],
    ['UTF-16 without one', utf16be('<?xml version="1.0"?><a/>'), 'xml'],
    ['a web page', Buffer.from('<!DOCTYPE html><html></html>'), 'unknown'],
    ['text', Buffer.from('Factura 1'), 'unknown'],
    ['a signed envelope', derEnvelope(Buffer.from('<a/>')), 'cms'],
    ['the same in base64', Buffer.from(derEnvelope(Buffer.alloc(200, 0x20)).toString('base64')), 'cms'],
    ['the same in PEM', Buffer.from(`-----BEGIN PKCS7-----\n${derEnvelope(Buffer.from('<a/>')).toString('base64')}\n-----END PKCS7-----\n`), 'cms'],
    ['another DER structure', Buffer.from('30820010020101', 'hex'), 'unknown'],
  ])('takes %s for what it is', (_name, bytes, kind) => {
    expect(sniff(bytes).kind).toBe(kind);
  });

  it.each([
    ['ffd8ffe0', 'image/jpeg'], ['89504e470d0a1a0a', 'image/png'], ['49492a00', 'image/tiff'], ['4d4d002a', 'image/tiff'], ['474946383961', 'image/gif'],
    ['524946460000000057454250', 'image/webp'], ['0000001866747970686569630000', 'image/heic'], ['0000001c6674797061766966', 'image/avif'],
    ['0000001c667479706d69663100000000617669666d696631', 'image/avif'], ['0000001c667479706d69663100000000686569636d696631', 'image/heic'],
  ])('%s begins an %s', (hex, mediaType) => {
    expect(sniff(Buffer.from(hex, 'hex'))).toEqual({ kind: 'image', mediaType });
  });
});
