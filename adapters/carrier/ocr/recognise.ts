import { Tensor } from 'onnxruntime-node';
import { lineHeight } from './cut-line.ts';
import type { LineInput } from './cut-line.ts';
import type { OcrModels } from './models.ts';

/** A character read, with where its middle lies along the line (0 … 1) and the network's score. */
export interface ReadChar {
  char: string;
  at: number;
  score: number;
}

/** Reads one line: greedy CTC decoding over the network's time steps. */
export async function recogniseLine({ recogniser, characters }: OcrModels, line: LineInput): Promise<ReadChar[]> {
  const input = new Tensor('float32', line.data, [1, 3, lineHeight, line.width]);
  const output = await recogniser.run({ [recogniser.inputNames[0]!]: input });
  const scores = output[recogniser.outputNames[0]!]!;
  const [, steps = 0, classes = 0] = scores.dims;
  const chars = decode(scores.data as Float32Array, steps, classes, characters, line.used);
  scores.dispose();
  return chars;
}

function decode(scores: Float32Array, steps: number, classes: number, characters: string[], used: number): ReadChar[] {
  const chars: ReadChar[] = [];
  let last = 0;
  let first = 0;
  for (let step = 0; step < steps; step++) {
    let best = 0;
    let score = -1;
    for (let i = step * classes, c = 0; c < classes; c++, i++) {
      if (scores[i]! > score) {
        score = scores[i]!;
        best = c;
      }
    }
    if (best !== 0 && best === last) {
      // The same character over several steps is one, in the middle of them.
      const char = chars.at(-1)!;
      char.at = ((first + step + 1) / 2 / steps) / used;
      char.score = Math.max(char.score, score);
    } else if (best !== 0) {
      first = step;
      chars.push({ char: characters[best] ?? '', at: (step + 0.5) / steps / used, score });
    }
    last = best;
  }
  return chars;
}
