import { describe, expect, it } from 'vitest';
import { berEnvelope, derEnvelope } from '../../../tests/fixtures/carrier/cms.ts';
import { unwrapCms } from './unwrap-cms.ts';

const xml = Buffer.from(`<?xml version="1.0"?><FatturaElettronica>${'x'.repeat(900)}</FatturaElettronica>`);

describe('unwrapCms', () => {
  it.each([
    ['DER', derEnvelope(xml)],
    ['BER of indefinite length in pieces', berEnvelope(xml)],
    ['base64', Buffer.from(derEnvelope(xml).toString('base64'))],
    ['PEM', Buffer.from(`-----BEGIN CMS-----\n${berEnvelope(xml).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CMS-----\n`)],
  ])('takes the content out of %s', (_name, bytes) => {
    expect(Buffer.from(unwrapCms(bytes)).toString()).toBe(xml.toString());
  });

  it.each([['cut short', derEnvelope(xml).subarray(0, 300)], ['empty', Buffer.from('3000', 'hex')]])('refuses an envelope that is %s', (_name, bytes) => {
    expect(() => unwrapCms(bytes)).toThrow(expect.objectContaining({ code: 'xml_damaged' }));
  });
});
