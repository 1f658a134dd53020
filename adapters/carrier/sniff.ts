// Decides what bytes are by looking at them; a file's name or declared type is never asked.

export type Content =
  | { kind: 'empty' }
  | { kind: 'pdf'; mediaType: 'application/pdf'; offset: number }
  | { kind: 'image'; mediaType: ImageType }
  | { kind: 'xml'; mediaType: 'application/xml' }
  | { kind: 'cms'; mediaType: 'application/pkcs7-mime' }
  | { kind: 'unknown' };

export type ImageType = 'image/jpeg' | 'image/png' | 'image/tiff' | 'image/webp' | 'image/gif' | 'image/heic' | 'image/avif' | 'image/bmp';

/** Readers accept junk before the header of a PDF; this much of it, as PDF 32000-1 Annex H.3 note 13 has it. */
const pdfHeaderWindow = 1024;

export function sniff(bytes: Uint8Array): Content {
  if (bytes.length === 0) return { kind: 'empty' };
  const image = imageType(bytes);
  if (image) return { kind: 'image', mediaType: image };
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096));
  const pdf = head.subarray(0, pdfHeaderWindow + 5).indexOf('%PDF-');
  if (pdf >= 0) return { kind: 'pdf', mediaType: 'application/pdf', offset: pdf };
  if (looksLikeCms(head)) return { kind: 'cms', mediaType: 'application/pkcs7-mime' };
  if (looksLikeXml(head)) return { kind: 'xml', mediaType: 'application/xml' };
  return { kind: 'unknown' };
}

function imageType(b: Uint8Array): ImageType | null {
  const ascii = (from: number, to: number) => String.fromCharCode(...b.subarray(from, to));
  if (b[0] === 0xff && b[1] === 0xd8 && b[2] === 0xff) return 'image/jpeg';
  if (b[0] === 0x89 && ascii(1, 4) === 'PNG') return 'image/png';
  if (ascii(0, 4) === 'II*\0' || ascii(0, 4) === 'MM\0*' || ascii(0, 4) === 'II+\0' || ascii(0, 4) === 'MM\0+') return 'image/tiff';
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return 'image/webp';
  if (ascii(0, 4) === 'GIF8') return 'image/gif';
  if (ascii(0, 2) === 'BM' && b.length > 26 && ascii(6, 10) === '\0\0\0\0') return 'image/bmp';
  if (ascii(4, 8) === 'ftyp') {
    const brand = ascii(8, 12);
    if (/^avi[fs]$/.test(brand)) return 'image/avif';
    if (/^(hei[cxms]|hev[cxms])$/.test(brand)) return 'image/heic';
    // A generic brand: the compatible ones that follow it tell HEVC from AV1.
    if (/^(mif1|msf1)$/.test(brand)) return /avi[fs]/.test(ascii(16, 64)) ? 'image/avif' : 'image/heic';
  }
  return null;
}

/** The object identifier of CMS signed data, 1.2.840.113549.1.7.2, as DER. */
const signedData = Buffer.from('06092a864886f70d010702', 'hex');

function looksLikeCms(head: Buffer): boolean {
  if (head[0] === 0x30 && head.subarray(0, 64).includes(signedData)) return true;
  const text = head.toString('latin1').trimStart();
  if (/^-----BEGIN (PKCS7|CMS|PKCS #7 SIGNED DATA)-----/.test(text)) return true;
  // Italian senders also ship the DER as bare base64: 0x30 0x80 or 0x30 0x82 give "MIA" or "MII".
  return /^MI[A-Za-z0-9+/\s]{60}/.test(text) && Buffer.from(text.slice(0, 120), 'base64').includes(signedData);
}

function looksLikeXml(head: Buffer): boolean {
  let text = head.toString('latin1');
  if (head[0] === 0xff && head[1] === 0xfe) text = head.toString('utf16le');
  else if (head[0] === 0xfe && head[1] === 0xff) text = Buffer.from(head.subarray(0, head.length & ~1)).swap16().toString('utf16le');
  else if (head[1] === 0 && head[0] === 0x3c) text = head.toString('utf16le');
  else if (head[0] === 0 && head[1] === 0x3c) text = Buffer.from(head.subarray(0, head.length & ~1)).swap16().toString('utf16le');
  text = text.replace(/^(\uFEFF|\u00EF\u00BB\u00BF)+/, '').trimStart();
  if (/^<(!doctype\s+html|html)\b/i.test(text)) return false;
  return /^<(\?xml\b|!DOCTYPE|!--|[A-Za-z_][\w.-]*[\s:>/])/i.test(text);
}
