import { readFileSync } from 'node:fs';
import { blankFont } from './blank-font.ts';

const blank = blankFont();
/** Fonts and character maps of pdf.js's package by path, 2 MB if files came to name all of them. */
const kept = new Map<string, Uint8Array>();

/**
 * Where pdf.js takes its own fonts and character maps from; most PDFs name the same few without embedding them. Its TrueType fonts, of thousands of glyphs each, are only there to
 * be drawn: what a file's text says and how wide it is stands in the file and in pdf.js's metrics, so that a font without glyphs will do.
 */
export class PdfjsData {
  #folders: Partial<Record<string, string | null>>;

  constructor(folders: Partial<Record<string, string | null>>) {
    this.#folders = folders;
  }

  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    if (filename.endsWith('.ttf')) return blank;
    const file = `${this.#folders[kind]}${filename}`;
    const bytes = kept.get(file) ?? new Uint8Array(readFileSync(file));
    kept.set(file, bytes);
    return bytes;
  }
}
