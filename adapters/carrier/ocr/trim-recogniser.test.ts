import { describe, expect, it } from 'vitest';
import { bytesField, fieldsOf, varintField } from './protobuf.ts';
import { trimRecogniser } from './trim-recogniser.ts';

const text = (value: string) => Buffer.from(value);
const floats = (values: number[]) => Buffer.from(new Float32Array(values).buffer);
const tensor = (name: string, dims: number[], values: number[]) => bytesField(5, Buffer.concat([
  ...dims.map((dim) => varintField(1, dim)), varintField(2, 1), bytesField(8, text(name)), bytesField(9, floats(values)),
]));

/** A model file with a last layer of five classes: blank, A, 中, ñ, space. */
const model = Buffer.concat([
  varintField(1, 10),
  bytesField(7, Buffer.concat([
    tensor('weights', [2, 5], [0, 1, 2, 3, 4, 10, 11, 12, 13, 14]), tensor('bias', [5], [0, 1, 2, 3, 4]), tensor('other', [3], [7, 8, 9]),
    bytesField(12, bytesField(1, text('out'))), bytesField(13, text('shape')),
  ])),
  bytesField(14, Buffer.concat([bytesField(1, text('character')), bytesField(2, text('A\n中\nñ\n'))])),
]);

function tensorsOf(file: Buffer): Record<string, number[]> {
  const graph = fieldsOf(file).find(({ number }) => number === 7)!;
  return Object.fromEntries(fieldsOf(graph.body).filter(({ number }) => number === 5).map(({ body }) => {
    const parts = fieldsOf(body);
    const raw = Buffer.from(parts.find(({ number }) => number === 9)!.body);
    return [parts.find(({ number }) => number === 8)!.body.toString(), [...new Float32Array(new Uint8Array(raw).buffer)]];
  }));
}

describe('trimRecogniser', () => {
  it('keeps blank, Latin letters and the space, and the weights that belong to them', () => {
    const { bytes, characters } = trimRecogniser(model);
    expect(characters).toEqual(['', 'A', 'ñ', ' ']);
    expect(tensorsOf(bytes)).toEqual({ weights: [0, 1, 3, 4, 10, 11, 13, 14], bias: [0, 1, 3, 4], other: [7, 8, 9] });
  });

  it('says so where a file lists no characters', () => {
    expect(() => trimRecogniser(varintField(1, 10))).toThrow('does not list its characters');
  });
});
