import { AppError } from '../../contract/errors.ts';
import type { Carrier } from '../../domain/ports.ts';
import { readImage } from './image/read-image.ts';
import { readPdf } from './pdf/read-pdf.ts';
import type { Reading } from './reading.ts';
import { sniff } from './sniff.ts';
import { decodeXml } from './xml/decode-xml.ts';
import { unwrapCms } from './xml/unwrap-cms.ts';

/** Reads a file of any kind, in this process. Throws AppError with a file code. */
export async function readCarrier(bytes: Uint8Array, reading: Reading): Promise<Carrier> {
  const content = sniff(bytes);
  switch (content.kind) {
    case 'empty':
      throw new AppError('file_empty');
    case 'pdf':
      return readPdf(bytes.subarray(content.offset), reading);
    case 'xml':
      return xmlCarrier(decodeXml(bytes, reading.limits.maxXmlBytes), content.mediaType);
    case 'cms': {
      const inside = unwrapCms(bytes);
      if (sniff(inside).kind !== 'xml') throw new AppError('file_type_unsupported', { details: { why: 'the signed envelope holds no XML' } });
      return xmlCarrier(decodeXml(inside, reading.limits.maxXmlBytes), content.mediaType);
    }
    case 'image':
      return readImage(bytes, content.mediaType, reading);
    case 'unknown':
      throw new AppError('file_type_unsupported');
  }
}

function xmlCarrier(xml: string, mediaType: string): Carrier {
  return { kind: 'xml', mediaType, pageCount: 0, pages: [], codes: [], structures: [{ name: 'document.xml', xml }], faults: [], info: {} };
}
