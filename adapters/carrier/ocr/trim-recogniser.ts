// The recogniser knows 18,708 characters, nearly all of them Chinese or Japanese. Its last layer is cut down to the Latin ones:
// a quarter less work per line, and no Latin letter is ever read as a look-alike of another script.
import { bytesField, fieldsOf, varintField } from './protobuf.ts';
import type { Field } from './protobuf.ts';

/** Field numbers of onnx.proto3. */
const model = { graph: 7, metadata: 14 };
const graph = { initializer: 5, output: 12, valueInfo: 13 };
const tensor = { dims: 1, name: 8, raw: 9 };
const float32 = 1;

const latin = /^[\u0021-\u007e\u00a1-\u017f\u0218-\u021b\u2013\u2014\u2018-\u201d\u2022\u2026\u20ac\u20ba\u20b9\u2116\u2122]$/u;

export interface TrimmedRecogniser {
  bytes: Buffer;
  /** By class of the network's output; the first is CTC's blank, the last a space. */
  characters: string[];
}

/** Throws where the file is not a recogniser that lists its characters in its metadata. */
export function trimRecogniser(file: Buffer): TrimmedRecogniser {
  const fields = fieldsOf(file);
  const listed = fields.filter((field) => field.number === model.metadata).map((field) => fieldsOf(field.body))
    .find(([key]) => key?.body.toString() === 'character')?.[1]?.body.toString();
  if (!listed) throw new Error('the recogniser does not list its characters');
  const all = ['', ...listed.split('\n').slice(0, -1), ' '];
  const graphField = fields.find((field) => field.number === model.graph);
  if (!graphField) throw new Error('the recogniser has no graph');
  const classes = classCount(graphField.body, all.length);
  while (all.length < classes) all.splice(all.length - 1, 0, '');
  const kept = [...all.keys()].filter((index) => index === 0 || index === classes - 1 || isLatin(all[index] ?? ''));
  const bytes = Buffer.concat(fields.map((field) => field === graphField ? bytesField(model.graph, trimGraph(field.body, classes, kept)) : field.raw));
  return { bytes, characters: kept.map((index) => all[index] ?? '') };
}

const isLatin = (char: string) => latin.test(char);

/** The last dimension of the largest tensor that is about as long as the list of characters. */
function classCount(body: Buffer, expected: number): number {
  const counts = fieldsOf(body).filter((field) => field.number === graph.initializer)
    .map((field) => dimsOf(fieldsOf(field.body)).at(-1) ?? 0).filter((count) => count >= expected && count <= expected + 2);
  if (counts.length === 0) throw new Error('the recogniser and its list of characters differ in length');
  return Math.max(...counts);
}

function trimGraph(body: Buffer, classes: number, kept: number[]): Buffer {
  return Buffer.concat(fieldsOf(body).map((field) => {
    if (field.number === graph.initializer) {
      const parts = fieldsOf(field.body);
      return dimsOf(parts).at(-1) === classes ? bytesField(graph.initializer, trimTensor(parts, classes, kept)) : field.raw;
    }
    // Declared shapes would contradict the shorter layer; the runtime infers them anew.
    if (field.number === graph.valueInfo) return Buffer.alloc(0);
    if (field.number === graph.output) return bytesField(graph.output, outputWithoutShape(field.body));
    return field.raw;
  }));
}

function dimsOf(parts: Field[]): number[] {
  return parts.filter((part) => part.number === tensor.dims).flatMap((part) => {
    if (part.wire === 0) return [part.value];
    return packedVarints(part.body);
  });
}

function packedVarints(body: Buffer): number[] {
  const values: number[] = [];
  let value = 0;
  let factor = 1;
  for (const byte of body) {
    value += (byte & 127) * factor;
    factor *= 128;
    if (byte < 128) {
      values.push(value);
      value = 0;
      factor = 1;
    }
  }
  return values;
}

function trimTensor(parts: Field[], classes: number, kept: number[]): Buffer {
  const raw = parts.find((part) => part.number === tensor.raw);
  if (!raw) throw new Error('the weights of the recogniser are not stored as raw bytes');
  const rows = raw.body.length / 4 / classes;
  const out = Buffer.alloc(rows * kept.length * 4);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < kept.length; i++) raw.body.copy(out, (row * kept.length + i) * 4, (row * classes + (kept[i] ?? 0)) * 4, (row * classes + (kept[i] ?? 0) + 1) * 4);
  }
  const dims = [...dimsOf(parts).slice(0, -1), kept.length];
  const rest = parts.filter((part) => part.number !== tensor.dims && part.number !== tensor.raw).map((part) => part.raw);
  return Buffer.concat([...dims.map((dim) => varintField(tensor.dims, dim)), ...rest, bytesField(tensor.raw, out)]);
}

/** ValueInfoProto { name = 1, type = 2 { tensor_type = 1 { elem_type = 1 } } } */
function outputWithoutShape(body: Buffer): Buffer {
  const name = fieldsOf(body).find((field) => field.number === 1);
  return Buffer.concat([name?.raw ?? Buffer.alloc(0), bytesField(2, bytesField(1, varintField(1, float32)))]);
}
