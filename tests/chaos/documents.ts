// Documents of every kind that a studio's clients send, each one of its kind, made anew from the seed.
import { openWithPdfium } from '../../adapters/carrier/pdf/pdfium-document.ts';
import { renderRegion } from '../../adapters/carrier/pdf/render.ts';
import { fromBitmap } from '../../adapters/carrier/image/resize.ts';
import { anInvoice, argentineInvoicePdf, argentineInvoicesPdf, truthOf, type ArgentineInvoice } from '../fixtures/argentine-invoice.ts';
import { encryptedPdf } from '../fixtures/pdf-files.ts';
import type { Random } from '../fixtures/synthetic/random.ts';
import { ublInvoice } from '../fixtures/ubl-invoice.ts';
import { unlabelledInvoicePdf } from '../fixtures/unlabelled-invoice.ts';

export const kinds = ['xml', 'digital', 'doubtful', 'unlabelled', 'scan', 'several', 'broken'] as const;
export type Kind = (typeof kinds)[number];

/** How often each kind comes, in a hundred. */
const shares: Record<Kind, number> = { xml: 38, digital: 24, doubtful: 16, unlabelled: 8, scan: 4, several: 3, broken: 7 };

export interface Made {
  kind: Kind;
  bytes: Uint8Array;
  /** What it states, where the external AI may be asked about it. */
  truth: Record<string, string> | null;
}

export function pickKind(random: Random): Kind {
  let left = random.int(1, 100);
  return kinds.find((kind) => (left -= shares[kind]) <= 0) ?? 'xml';
}

/** The document of this number: no two have the same bytes or the same invoice. */
export async function makeDocument(kind: Kind, serial: number): Promise<Made> {
  const invoice = (rest: Partial<ArgentineInvoice> = {}) => anInvoice({ number: serial * 10, net: 10_000 + serial * 7, ...rest });
  switch (kind) {
    case 'xml': return { kind, bytes: ublInvoice(`CHAOS-${serial}`), truth: null };
    case 'digital': return { kind, bytes: await argentineInvoicePdf(invoice()), truth: null };
    case 'doubtful': return { kind, bytes: await argentineInvoicePdf(invoice({ withQr: false, totalError: 12 })), truth: null };
    case 'unlabelled': {
      const asked = invoice({ withQr: false });
      return { kind, bytes: await unlabelledInvoicePdf(asked), truth: truthOf(asked) };
    }
    case 'scan': return { kind, bytes: await scanOf(await argentineInvoicePdf(invoice())), truth: null };
    case 'several': return { kind, bytes: await argentineInvoicesPdf([invoice(), invoice({ number: serial * 10 + 5, pointOfSale: 4 })]), truth: null };
    case 'broken': return { kind, bytes: await brokenFile(serial), truth: null };
  }
}

async function brokenFile(serial: number): Promise<Uint8Array> {
  const text = (content: string) => new TextEncoder().encode(content);
  if (serial % 4 === 0) return encryptedPdf();
  if (serial % 4 === 1) return new Uint8Array();
  if (serial % 4 === 2) return text(`%PDF-1.7 nothing of a PDF ${serial}`);
  return text(`<?xml version="1.0"?><Invoice><ID>${serial}`);
}

/** The first page as a scanner gives it: gray pixels alone. */
export async function scanOf(pdf: Uint8Array): Promise<Uint8Array> {
  const document = await openWithPdfium(pdf);
  try {
    return new Uint8Array(await document.withPage(1, (page) => fromBitmap(renderRegion(page, { dpi: 150, gray: true, maxPixels: 4_000_000 })).png().toBuffer()));
  } finally {
    document.close();
  }
}
