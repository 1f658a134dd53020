// Prints invented invoices, worsens them as scanners and phones do, and reads them: node tests/bench/scans.ts [COUNT] [--details]
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { createCarrierReader } from '../../adapters/carrier/carrier-reader.ts';
import { inOrder } from '../../adapters/cli/read-files.ts';
import { fromBitmap } from '../../adapters/carrier/image/resize.ts';
import { openWithPdfium } from '../../adapters/carrier/pdf/pdfium-document.ts';
import { renderRegion } from '../../adapters/carrier/pdf/render.ts';
import { config } from '../../config.ts';
import { keyFields, type FieldName } from '../../contract/extraction.ts';
import type { Page } from '../../contract/page.ts';
import type { Carrier } from '../../domain/ports.ts';
import { decide } from '../../domain/decide.ts';
import { readCarrier } from '../../domain/reading/read-carrier.ts';
import { drawPdf } from '../fixtures/draw-pdf.ts';
import { locales } from '../fixtures/synthetic/locales.ts';
import { syntheticInvoice } from '../fixtures/synthetic/invoice.ts';
import { createRandom } from '../fixtures/synthetic/random.ts';
import { syntheticVoucher } from '../fixtures/synthetic/voucher.ts';
import { isRight, type Truth } from './truth.ts';

interface Sample { seed: number; name: string; page: Page; truth: Truth }

const faces = ['Helvetica', 'Times-Roman', 'Courier'];

/** The page on paper: every word in its box. */
async function printed({ words, width, height }: Page, face: string): Promise<Buffer> {
  const pdf = await drawPdf({ size: [width, height] }, (document) => {
    document.addPage({ size: [width, height], margin: 0 }).font(face);
    for (const { text, box } of words) {
      document.fontSize(box.height);
      const natural = document.widthOfString(text);
      document.save().translate(box.x, box.y).scale(Math.min(1.15, box.width / Math.max(1, natural)), 1).text(text, 0, 0, { lineBreak: false }).restore();
    }
  });
  const opened = await openWithPdfium(pdf);
  try {
    return await opened.withPage(1, (page) => fromBitmap(renderRegion(page, { dpi: 220, gray: false, maxPixels: 6_000_000 })).png().toBuffer());
  } finally {
    opened.close();
  }
}

/** Turned a little, out of focus, pale, smaller, with grain, as a JPEG of poor quality. */
async function worsened(picture: Buffer, seed: number): Promise<Buffer> {
  const random = createRandom(seed);
  const between = (from: number, to: number): number => from + random.next() * (to - from);
  const background = { r: 244, g: 242, b: 236 };
  const turned = await sharp(picture).rotate(between(-2.5, 2.5), { background }).blur(between(0.5, 1.5)).linear(between(0.5, 0.9), between(20, 90)).png().toBuffer();
  const { width = 1000, height = 1400 } = await sharp(turned).metadata();
  const scale = between(0.5, 0.85);
  const small = await sharp(turned).resize(Math.round(width * scale)).removeAlpha().png().toBuffer();
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const grain = await sharp({ create: { ...size, channels: 3, background: '#808080', noise: { type: 'gaussian', mean: 128, sigma: between(4, 18) } } }).png().toBuffer();
  return sharp(small).composite([{ input: await sharp(grain).resize((await sharp(small).metadata()).width, (await sharp(small).metadata()).height, { fit: 'fill' }).toBuffer(), blend: 'soft-light' }]).jpeg({ quality: random.int(35, 75) }).toBuffer();
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { details: { type: 'boolean' }, cache: { type: 'string' } } });
const count = Number(positionals[0] ?? 40);
const names = ['vouchers', 'vouchers', ...Object.keys(locales)];
const samples = Array.from({ length: count }, (_, i): Sample => {
  const name = names[i % names.length] ?? 'vouchers';
  const seed = (i + 1) * 32_452_843;
  return { seed, name, ...(name === 'vouchers' ? syntheticVoucher(seed) : syntheticInvoice(seed, name)) };
});

const { modelsDir } = config.reading();
const reader = createCarrierReader({ modelsDir });
if (values.cache) await mkdir(values.cache, { recursive: true });

async function open(sample: Sample): Promise<Carrier> {
  const key = createHash('sha256').update(JSON.stringify(sample)).digest('hex').slice(0, 16);
  const file = values.cache ? path.join(values.cache, `${key}.json`) : null;
  if (file && existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as Carrier;
  const carrier = await reader.open(await worsened(await printed(sample.page, faces[sample.seed % faces.length] ?? 'Helvetica'), sample.seed), {});
  if (file) await writeFile(file, JSON.stringify(carrier));
  return carrier;
}

const tally = { fields: 0, right: 0, key: 0, approved: 0, approvedWrong: 0 };
await inOrder(samples, 2, async (sample) => ({ sample, carrier: await open(sample) }), ({ sample, carrier }) => {
  const extraction = readCarrier(carrier, { today: '2026-06-01' })[0]?.extraction;
  if (!extraction) return;
  const fields = Object.keys(sample.truth) as FieldName[];
  const wrong = fields.filter((field) => !isRight(field, extraction.fields[field]?.value ?? '', sample.truth[field]));
  const isKeyRight = extraction.isInvoice && !wrong.some((field) => (keyFields as readonly FieldName[]).includes(field));
  const isApproved = decide(extraction).decision === 'approved';
  tally.fields += fields.length;
  tally.right += fields.length - wrong.length;
  if (isKeyRight) tally.key++;
  if (isApproved) tally.approved++;
  if (isApproved && !isKeyRight) tally.approvedWrong++;
  if (values.details && wrong.length > 0) console.log(sample.name, sample.seed, isApproved ? (isKeyRight ? 'approved' : 'APPROVED WRONG') : '', extraction.confidence, wrong.map((field) => `${field}: got ${extraction.fields[field]?.value} truth ${String(sample.truth[field])}`).join('; '));
});
await reader.close();
console.log(`${count} scans: fields ${((100 * tally.right) / tally.fields).toFixed(1)} %, key fields all right ${((100 * tally.key) / count).toFixed(1)} %, approved ${((100 * tally.approved) / count).toFixed(1)} %, of them wrong ${tally.approvedWrong}`);
process.exit(0);
