import { z } from 'zod';

/** Page units with the origin at the top left of the page as displayed: points for PDF pages, pixels for images. */
export const Box = z.object({
  x: z.number().meta({ description: 'Left edge, in page units' }),
  y: z.number().meta({ description: 'Top edge, in page units' }),
  width: z.number(),
  height: z.number(),
}).meta({ id: 'Box', description: 'A rectangle in page units (see the page\'s width and height), origin at the top left' });
export type Box = z.infer<typeof Box>;

export const Word = z.object({
  text: z.string(),
  box: Box,
  /** What the OCR engine says of the word; absent where the word comes from the file's own text. Evidence, never a field's confidence. */
  ocr: z.number().min(0).max(1).optional().meta({ description: 'The OCR engine\'s score; absent for the file\'s own text' }),
}).meta({ id: 'Word' });
export type Word = z.infer<typeof Word>;

export const PageFault = z.object({ page: z.int().min(1), code: z.string(), message: z.string() }).meta({ id: 'PageFault' });
export type PageFault = z.infer<typeof PageFault>;

/** One page as displayed (rotation applied), with its words in reading order as far as the file or the OCR gives it. */
export const Page = z.object({
  number: z.int().min(1),
  width: z.number().meta({ description: 'Page width in page units' }),
  height: z.number().meta({ description: 'Page height in page units' }),
  /** `text`: the file's own text; `ocr`: read from pixels; `mixed`: text, with image-only regions read by OCR; `none`: nothing legible. */
  origin: z.enum(['text', 'ocr', 'mixed', 'none']),
  words: z.array(Word),
}).meta({ id: 'Page' });
export type Page = z.infer<typeof Page>;
