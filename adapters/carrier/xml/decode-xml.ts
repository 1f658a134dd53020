import { AppError } from '../../../contract/errors.ts';
import { checkStructure } from './check-structure.ts';

/**
 * Text of an XML file in whatever encoding its byte order mark or declaration names; UTF-8 where neither does.
 * Throws `xml_doctype_refused` before anybody parses it, `xml_damaged` where the bytes are no text.
 */
export function decodeXml(bytes: Uint8Array, maxBytes: number): string {
  if (bytes.length > maxBytes) throw new AppError('file_too_large', { details: { bytes: bytes.length, limit: maxBytes } });
  const text = decode(bytes).replace(/^\uFEFF+/, '').trim();
  if (text.includes('\0')) throw new AppError('xml_damaged', { details: { why: 'NUL characters' } });
  checkStructure(text);
  return text;
}

function decode(bytes: Uint8Array): string {
  const label = byteOrder(bytes) ?? declaredEncoding(bytes) ?? 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    // A declaration that lies: most often Latin-1 bytes under a UTF-8 label. Windows-1252 decodes any byte.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function byteOrder(b: Uint8Array): string | null {
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return 'utf-8';
  if ((b[0] === 0xff && b[1] === 0xfe) || (b[0] === 0x3c && b[1] === 0)) return 'utf-16le';
  if ((b[0] === 0xfe && b[1] === 0xff) || (b[0] === 0 && b[1] === 0x3c)) return 'utf-16be';
  return null;
}

function declaredEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 256)).toString('latin1');
  return /<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1] ?? null;
}
