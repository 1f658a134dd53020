import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anInvoice, argentineInvoicePdf } from '../../tests/fixtures/argentine-invoice.ts';
import { flate, flateBomb, onePagePdf, show } from '../../tests/fixtures/carrier/raw-pdf.ts';
import { pageOfText, rollOfText, valueOfTag } from '../../tests/fixtures/carrier/pictures.ts';
import { pdfOfPages } from '../../tests/fixtures/pdf-files.ts';
import type { CarrierReader } from '../../domain/ports.ts';
import { readCarrier } from '../../domain/reading/read-carrier.ts';
import { createCarrierReader, defaultModelsDir } from './carrier-reader.ts';
import { detectorFile, recogniserFile } from './ocr/models.ts';
import { createReaderPool } from './reader-pool.ts';
import { nodeReserve } from './sandbox.ts';

/** Where `pageOfText` prints its first lines. */
const printed = { left: 60, top: 120, width: 760, height: 330 };
const lines = ['Factura B 0007-00000031', 'CUIT 20-12345678-6', 'Importe Total: $ 1.234,50'];
const wordsOf = (carrier: Awaited<ReturnType<CarrierReader['open']>>) => carrier.pages.flatMap(({ words }) => words.map(({ text }) => text)).join(' ');

describe('the carrier reader', () => {
  let reader: CarrierReader;
  beforeAll(() => { reader = createCarrierReader({ slots: 2 }); });
  afterAll(() => reader.close());

  it('reads text in a child, and says which pages can be drawn', async () => {
    const carrier = await reader.open(Buffer.from(await pdfOfPages(2)), {});
    expect(wordsOf(carrier)).toBe('Hoja 1 Hoja 2');
    expect(carrier.sheets).toEqual([1, 2].map((page) => ({ page, turn: { quarters: 0, skew: 0 } })));
  });

  it('reads several files at once, each with its own answer', async () => {
    const files = await Promise.all([1, 2, 3, 4, 5].map(async (count) => Buffer.from(await pdfOfPages(count))));
    const carriers = await Promise.all(files.map((file) => reader.open(file, {})));
    expect(carriers.map(({ pageCount }) => pageCount)).toEqual([1, 2, 3, 4, 5]);
  });

  it.each([[Buffer.alloc(0), 'file_empty'], [Buffer.from('just text'), 'file_type_unsupported'], [Buffer.from('<!DOCTYPE a><a/>'), 'xml_doctype_refused'], [Buffer.from('%PDF-1.7\n'), 'pdf_damaged']])('refuses with a code', async (bytes, code) => {
    await expect(reader.open(bytes, {})).rejects.toMatchObject({ name: 'AppError', code });
  });

  it('refuses 300 pages at once, with their number', async () => {
    await expect(reader.open(Buffer.from(await pdfOfPages(300)), {})).rejects.toMatchObject({ code: 'too_many_pages', details: { pages: 300, limit: 200 } });
  });

  it('stops when the caller no longer wants it, and reads on', async () => {
    const abort = new AbortController();
    const opened = reader.open(Buffer.from(await pageOfText(lines)), { signal: abort.signal });
    setTimeout(() => abort.abort(new Error('not needed any more')), 50);
    await expect(opened).rejects.toThrow('not needed any more');
    expect((await reader.open(Buffer.from(await pdfOfPages(1)), {})).pageCount).toBe(1);
  });

});

it('has no more children at work than slots, the others waiting for their turn', async () => {
  const pool = createReaderPool({ slots: 2, memoryBytes: 1024 ** 3, reserveBytes: nodeReserve });
  try {
    const [first, second] = await Promise.all([pool.take(false), pool.take(false)]);
    const taken: string[] = [];
    const third = pool.take(false).then((child) => { taken.push('third'); return child; });
    await Promise.all([first.ready, second.ready]);
    expect(taken).toEqual([]);
    pool.give(first, false);
    expect((await third).process.pid).toBe(first.process.pid);
  } finally {
    await pool.close();
  }
});

describe('reading pictures', () => {
  let reader: CarrierReader;
  // What is read is looked at here, not how long it takes beside others.
  beforeAll(() => { reader = createCarrierReader({ slots: 1, timeoutMs: 60_000 }); });
  afterAll(() => reader.close());

  it('reads what a digital page shows only as a picture: name and tax id in the logo', async () => {
    const logo = await sharp(await pageOfText(['Molinos Quebracho S.R.L.', 'CUIT 30-71234567-1'])).extract({ left: 100, top: 130, width: 700, height: 260 }).grayscale().raw().toBuffer({ resolveWithObject: true });
    const image = flate(logo.data, `/Type/XObject/Subtype/Image/Width ${logo.info.width}/Height ${logo.info.height}/BitsPerComponent 8/ColorSpace/DeviceGray`);
    const words = ['FACTURA C  Nro 0003-00000042', 'Fecha: 02/03/2026', 'Cliente: Consumidor Final', 'TOTAL $ 900,00'].map((line, i) => show(line, 50, 600 - i * 20)).join('');
    const carrier = await reader.open(onePagePdf(`q 252 0 0 94 40 690 cm /I Do Q ${words}`, { resources: '/XObject<</I 5 0 R>>', objects: [image] }), {});
    expect(carrier.pages[0]).toMatchObject({ origin: 'mixed' });
    expect(wordsOf(carrier)).toContain('30-71234567-1');
    const { box } = carrier.pages[0]!.words.find(({ text }) => text === '30-71234567-1')!;
    expect([box.x > 40, box.x + box.width < 292, box.y > 16, box.y + box.height < 110]).toEqual([true, true, true, true]);
    const [reading] = readCarrier(carrier, { today: '2026-06-01' });
    expect([reading?.extraction.fields.issuerTaxId?.value, reading?.extraction.fields.issuerName?.value]).toEqual(['30712345671', 'Molinos Quebracho S.R.L.']);
  }, 120_000);

  it('leaves a letterhead unread where the fiscal code and the words settle everything, and reads it where they do not', async () => {
    const letterhead = await sharp(await pageOfText(['Ferreteria y Bulonera', 'desde 1974'])).extract({ left: 100, top: 130, width: 500, height: 230 }).png().toBuffer();
    const wordsWith = async (withQr: boolean) => wordsOf(await reader.open(Buffer.from(await argentineInvoicePdf(anInvoice({ letterhead, withQr }))), {}));
    expect([(await wordsWith(true)).includes('1974'), (await wordsWith(false)).includes('1974')]).toEqual([false, true]);
  }, 120_000);

  it('reads the other pages of a TIFF whose second is broken, and names that one', async () => {
    const pages = await Promise.all(['Uno 11-22', 'Dos 33-44', 'Tres 55-66'].map(async (line) => sharp(await pageOfText([line])).extract(printed).png().toBuffer()));
    const tiff = await sharp(pages, { join: { animated: true } }).tiff({ compression: 'deflate' }).toBuffer();
    // A way to compress that nobody knows.
    tiff.writeUInt16LE(9999, valueOfTag(tiff, 2, 259));
    const carrier = await reader.open(tiff, {});
    expect([carrier.pageCount, carrier.pages.map(({ number }) => number), carrier.faults.map(({ page, code }) => [page, code])]).toEqual([3, [1, 2, 3], [[2, 'image_damaged']]]);
    expect(wordsOf(carrier)).toBe('Uno 11-22 Tres 55-66');
  }, 120_000);

  it('reads a page with PP-OCRv6, whichever way it lies and however pale or dark it is', async () => {
    expect(existsSync(path.join(defaultModelsDir, recogniserFile)), `OCR models must be in ${defaultModelsDir}; npm start or npm test puts them there`).toBe(true);
    const upright = await sharp(await pageOfText(lines)).extract(printed).png().toBuffer();
    const pictures = {
      ...Object.fromEntries([90, 180, 270].map((angle) => [`turned by ${angle} degrees`, sharp(upright).rotate(angle)])),
      'askew and pale as an old fax': sharp(await sharp(upright).rotate(-8, { background: '#fff' }).png().toBuffer()).linear(0.08, 230), 'dark as a photo at night': sharp(upright).linear(0.12, 20),
    };
    for (const [how, picture] of Object.entries(pictures)) {
      const carrier = await reader.open(await picture.png().toBuffer(), {});
      expect(wordsOf(carrier), how).toBe(lines.join(' '));
      expect(carrier.sheets?.[0]?.turn.quarters, how).toBe({ 90: 3, 180: 2, 270: 1 }[/\d+/.exec(how)?.[0] ?? ''] ?? 0);
      expect(carrier.pages[0]!.words.every(({ ocr }) => ocr !== undefined && ocr > 0.5)).toBe(true);
    }
  }, 120_000);

  it('reads a till roll to its end', async () => {
    const text = wordsOf(await reader.open(await rollOfText(Array.from({ length: 70 }, (_, i) => `Articulo ${1000 + i} 10,50`)), {}));
    expect(Array.from({ length: 70 }, (_, i) => String(1000 + i)).filter((number) => !text.includes(number))).toEqual([]);
  }, 120_000);

  it.each([
    ['there are no models', () => '/nowhere'],
    ['the models are broken', () => {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'broken-models-'));
      for (const file of [detectorFile, recogniserFile]) writeFileSync(path.join(folder, file), 'no model');
      return folder;
    }],
  ])('reads with tesseract.js where %s, whichever way the page lies', async (_, folder) => {
    const reader = createCarrierReader({ slots: 1, modelsDir: folder() });
    try {
      const carrier = await reader.open(await sharp(await pageOfText(lines)).extract(printed).rotate(180).png().toBuffer(), {});
      expect(wordsOf(carrier)).toContain('20-12345678-6');
    } finally {
      await reader.close();
    }
  }, 120_000);
});

describe('limits', () => {
  it('ends a file that needs too much memory, and keeps reading others', async () => {
    const reader = createCarrierReader({ slots: 1, memoryBytes: 400 * 1024 ** 2 });
    try {
      await expect(reader.open(flateBomb(512 * 1024 ** 2), {})).rejects.toMatchObject({ code: 'reading_memory' });
      expect((await reader.open(Buffer.from(await pdfOfPages(1)), {})).pageCount).toBe(1);
    } finally {
      await reader.close();
    }
  });

  it('ends a file that takes too long', async () => {
    const reader = createCarrierReader({ slots: 1, timeoutMs: 300 });
    try {
      await expect(reader.open(await pageOfText(lines), {})).rejects.toMatchObject({ code: 'reading_timeout' });
    } finally {
      await reader.close();
    }
  });

  it('does not open anything after it was closed', async () => {
    const reader = createCarrierReader({ slots: 1 });
    await reader.close();
    await expect(reader.open(onePagePdf(show('x', 1, 1)), {})).rejects.toMatchObject({ code: 'draining' });
  });
});
