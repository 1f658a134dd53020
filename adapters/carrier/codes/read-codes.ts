import type { Box } from '../../../contract/page.ts';
import type { Code } from '../../../domain/ports.ts';
import type { Bitmap } from '../image/bitmap.ts';
import { dropZxing, loadZxing } from './zxing.ts';

export interface FoundCode {
  format: Code['format'];
  text: string;
  /** In pixels of the bitmap that was searched. */
  box: Box;
}

type Binarizer = 'LocalAverage' | 'GlobalHistogram';
const binarizers: readonly Binarizer[] = ['LocalAverage', 'GlobalHistogram'];

/** The codes that fiscal authorities print: QR, Chile's PDF417, Argentina's ITF and Code 128, and Data Matrix. */
const formats = 'QRCode,PDF417,ITF,Code128,DataMatrix';

/** No code is smaller: a Data Matrix of ten modules with its quiet zone. */
const leastSide = 14;

export interface CodeSearch {
  /** Tries rotations, inversion, downscaling and denoising: about three times the work. */
  thorough: boolean;
  binarizer?: Binarizer;
  /** Looks for QR codes alone: less than half the work. */
  onlyQr?: boolean;
}

/** Every code that one pass over gray pixels finds; none where ZXing itself gives way, as it does on some very flat images. */
export async function readCodes(pixels: Bitmap, search: CodeSearch): Promise<FoundCode[]> {
  if (Math.min(pixels.width, pixels.height) < leastSide) return [];
  const zxing = await loadZxing();
  const pointer = zxing._malloc(pixels.data.length);
  if (!pointer) return [];
  let trapped = false;
  try {
    zxing.HEAPU8.set(pixels.data, pointer);
    const results = zxing.readBarcodesFromPixmap(pointer, pixels.width, pixels.height, {
      formats: search.onlyQr ? 'QRCode' : formats,
      tryHarder: true,
      tryRotate: search.thorough,
      tryInvert: search.thorough,
      tryDownscale: search.thorough,
      tryDenoise: search.thorough,
      binarizer: binarizers.indexOf(search.binarizer ?? 'LocalAverage'),
      isPure: false,
      downscaleThreshold: 500,
      downscaleFactor: 3,
      minLineCount: 2,
      maxNumberOfSymbols: 16,
      validateOptionalChecksum: false,
      returnErrors: false,
      eanAddOnSymbol: 0,
      textMode: 0,
      characterSet: 0,
      tryCode39ExtendedMode: true,
    });
    const found: FoundCode[] = [];
    for (let i = 0; i < results.size(); i++) {
      const result = results.get(i);
      if (!result?.isValid || !result.text) continue;
      found.push({ format: formatOf(result.symbology), text: result.text, box: boundsOf(Object.values(result.position)) });
    }
    return found;
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    trapped = true;
    dropZxing();
    return [];
  } finally {
    if (!trapped) zxing._free(pointer);
  }
}

function formatOf(symbology: string): Code['format'] {
  const known = ['QRCode', 'PDF417', 'ITF', 'Code128', 'DataMatrix'] as const;
  return known.find((format) => format === symbology) ?? 'Other';
}

function boundsOf(points: { x: number; y: number }[]): Box {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
