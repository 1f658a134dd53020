/**
 * The text of XML bytes: byte order mark first, then UTF-16 by its zeros, then UTF-8 where the bytes are valid UTF-8 whatever the declaration
 * says (writers declare windows-1252 and send UTF-8), then the declared encoding, then windows-1252. The mark is not part of the text.
 */
export function decodeXml(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes);
  if (bytes[0] === 0x3c && bytes[1] === 0) return decodeAs('utf-16le', bytes);
  if (bytes[0] === 0 && bytes[1] === 0x3c) return decodeAs('utf-16be', bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeAs(declaredEncoding(bytes), bytes);
  }
}

function declaredEncoding(bytes: Uint8Array): string {
  const head = decodeAs('windows-1252', bytes.subarray(0, 200));
  return /<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(head)?.[1] ?? 'windows-1252';
}

function decodeAs(encoding: string, bytes: Uint8Array): string {
  const label = /^utf-?8$/i.test(encoding) ? 'windows-1252' : encoding;
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
