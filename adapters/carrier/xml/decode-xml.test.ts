import { describe, expect, it } from 'vitest';
import { AppError } from '../../../contract/errors.ts';
import { decodeXml } from './decode-xml.ts';

const limit = 1_000_000;
const codeOf = (bytes: Buffer, maxBytes = limit) => {
  try {
    decodeXml(bytes, maxBytes);
    return 'read';
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
};

describe('decodeXml', () => {
  it.each([
    ['UTF-8', Buffer.from('<?xml version="1.0" encoding="UTF-8"?><a>Peña</a>')],
    ['UTF-8 with a mark', Buffer.from('\uFEFF<?xml version="1.0"?><a>Peña</a>')],
    ['Latin-1', Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>Peña</a>', 'latin1')],
    ['Latin-1 that calls itself UTF-8', Buffer.from('<?xml version="1.0" encoding="UTF-8"?><a>Peña</a>', 'latin1')],
    ['UTF-16', Buffer.from('\uFEFF<?xml version="1.0" encoding="UTF-16"?><a>Peña</a>', 'utf16le')],
    ['UTF-16 in the other order, without a mark', Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a>Peña</a>', 'utf16le').swap16()],
    ['an encoding that nobody knows', Buffer.from('<?xml version="1.0" encoding="martian"?><a>Peña</a>', 'latin1')],
  ])('decodes %s', (_name, bytes) => {
    expect(decodeXml(bytes, limit)).toMatch(/^<\?xml.*<a>Peña<\/a>$/s);
  });

  it.each([
    ['<!DOCTYPE a [<!ENTITY b "c">]><a/>', 'xml_doctype_refused'],
    ['<?xml version="1.0"?>\n<!-- x --><!doctype a SYSTEM "http://127.0.0.1/x"><a/>', 'xml_doctype_refused'],
    ['<a><!DOCTYPE a></a>', 'xml_doctype_refused'],
    ['<a><!-- <!DOCTYPE a> --><![CDATA[<!DOCTYPE html>]]></a>', 'read'],
    ['<a b="<!DOCTYPE"/>', 'read'],
    ['<a>'.repeat(300), 'xml_damaged'],
    ['<r>' + '<a/><b c=">">x</b>'.repeat(5000) + '</r>', 'read'],
    ['<a>\0</a>', 'xml_damaged'],
  ])('%.40s: %s', (text, code) => {
    expect(codeOf(Buffer.from(text))).toBe(code);
  });

  it('finds a DOCTYPE in UTF-16', () => {
    expect(codeOf(Buffer.from('\uFEFF<!DOCTYPE a><a/>', 'utf16le'))).toBe('xml_doctype_refused');
  });

  it('refuses more bytes than its limit', () => {
    expect(codeOf(Buffer.from('<a>1234567890</a>'), 10)).toBe('file_too_large');
  });
});
