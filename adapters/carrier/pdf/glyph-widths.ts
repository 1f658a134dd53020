// pdf.js gives the width of a run, not of its glyphs. Runs are divided by the relative widths of a common sans-serif face
// (Helvetica's metrics, in thousandths of an em), which puts word edges within about a tenth of a character for most faces.

const narrow: Record<string, number> = {
  ' ': 278, '\u00a0': 278, i: 222, j: 222, l: 222, I: 278, J: 500, '.': 278, ',': 278, ':': 278, ';': 278, '!': 278, '/': 278, '\\': 278,
  '|': 260, "'": 191, '"': 355, '(': 333, ')': 333, '[': 278, ']': 278, '{': 334, '}': 334, '-': 333, '–': 556, '°': 400, º: 365, ª: 370,
  f: 278, t: 278, r: 333, c: 500, k: 500, s: 500, v: 500, x: 500, y: 500, z: 500, w: 722, m: 833, M: 833, W: 944,
  '%': 889, '@': 1015, '&': 667, '+': 584, '=': 584, '<': 584, '>': 584, '*': 389, '€': 556, $: 556, '#': 556,
};

/** Relative width of one character. */
export function glyphWidth(char: string): number {
  const known = narrow[char];
  if (known !== undefined) return known;
  if (char >= 'A' && char <= 'Z') return 690;
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0x2e80) return 1000;
  if (code >= 0xc0 && code < 0x250) return char === char.toUpperCase() ? 690 : 556;
  return 556;
}
