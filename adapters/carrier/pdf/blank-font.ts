// A TrueType font of one empty glyph.

const head = [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0x5f, 0x0f, 0x3c, 0xf5, 0, 0, 0x03, 0xe8, ...zeros(16), 0, 0, 0, 0, 0x03, 0xe8, 0x03, 0xe8, 0, 0, 0, 8, 0, 2, 0, 0, 0, 0];
const hhea = [0, 1, 0, 0, 0x03, 0x20, 0xff, 0x38, 0, 0, 0x03, 0xe8, ...zeros(22), 0, 1];
const maxp = [0, 1, 0, 0, 0, 1, ...zeros(8), 0, 2, ...zeros(16)];
/** Maps nothing but what every such table must end with. */
const cmap = [0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12, 0, 4, 0, 24, 0, 0, 0, 2, 0, 2, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff, 0, 1, 0, 0];

const tables: [tag: string, bytes: number[]][] = [['cmap', cmap], ['glyf', []], ['head', head], ['hhea', hhea], ['hmtx', [0x03, 0xe8, 0, 0]], ['loca', zeros(4)], ['maxp', maxp]];

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0);
}

const long = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const padded = (bytes: number[]): number[] => [...bytes, ...zeros((4 - (bytes.length % 4)) % 4)];

export function blankFont(): Uint8Array {
  const directory: number[] = [0, 1, 0, 0, 0, tables.length, 0, 64, 0, 2, 0, tables.length * 16 - 64];
  const body: number[] = [];
  for (const [tag, bytes] of tables) {
    directory.push(...[...tag].map((char) => char.charCodeAt(0)), ...zeros(4), ...long(12 + tables.length * 16 + body.length), ...long(bytes.length));
    body.push(...padded(bytes));
  }
  return new Uint8Array([...directory, ...body]);
}
