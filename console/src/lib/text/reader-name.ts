import { m } from '../paraglide/messages.js';
import { sourceNames } from './names.ts';

const partNames: Record<string, () => string> = { xml: sourceNames.xml, qr: sourceNames.qr, barcode: m.reader_barcode, text: sourceNames.text, ocr: sourceNames.ocr, ai: sourceNames.ai };

/** A reader's name for people: `qr+text` becomes “QR + texto”, `xml:ubl` “XML (ubl)”. Unknown parts stay as they are. */
export function readerName(reader: string): string {
  return reader.split('+').map((part) => {
    const [kind = '', ...detail] = part.split(':');
    const name = partNames[kind]?.() ?? kind;
    return detail.length > 0 ? `${name} (${detail.join(':')})` : name;
  }).join(' + ');
}
