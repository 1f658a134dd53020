import type { Step } from '../contract.ts';

export interface Bar {
  step: Step;
  /** Left edge and widths in per cent of the whole; the queue time lies before the work. */
  start: number;
  queued: number;
  length: number;
  /** True where the bar stands for a wait that is drawn shorter than it was. */
  shortened: boolean;
}

/** Waits for people may take weeks; in the picture no step takes more than this multiple of all the machine's work. */
const waitShare = 0.5;
const minimumLength = 0.6;

const isWait = ({ name }: Step) => name === 'review' || name === 'wait-start';

/**
 * Lays the steps of one run on a common time axis. Waits for people are shortened to a share of the machine's own time,
 * so that the work stays visible; everything after a shortened wait moves left by what was cut.
 */
export function layOut(steps: readonly Step[], now: number): Bar[] {
  if (steps.length === 0) return [];
  const spans = steps.map((step) => spanOf(step, now)).sort((a, b) => a.begin - b.begin);
  const origin = spans[0]!.begin;
  const working = spans.filter(({ step }) => !isWait(step)).reduce((total, { begin, end }) => total + end - begin, 0);
  const longestWait = Math.max(working * waitShare, 200);

  let cut = 0;
  const placed = spans.map(({ step, begin, work, end }) => {
    const from = begin - origin - cut;
    const length = end - begin;
    const shortened = isWait(step) && length > longestWait;
    if (shortened) cut += length - longestWait;
    return { step, from, queued: work - begin, length: shortened ? longestWait : length, shortened };
  });

  const whole = Math.max(...placed.map(({ from, length }) => from + length), 1);
  const percent = (ms: number) => (ms / whole) * 100;
  return placed.map(({ step, from, queued, length, shortened }) => {
    const width = Math.max(percent(length), minimumLength);
    return { step, start: Math.min(percent(from), 100 - width), queued: Math.min(percent(queued), width), length: width, shortened };
  });
}

function spanOf(step: Step, now: number): { step: Step; begin: number; work: number; end: number } {
  const work = Date.parse(step.startedAt);
  const end = Math.max(step.finishedAt === null ? now : Date.parse(step.finishedAt), work);
  return { step, begin: work - (step.queuedMs ?? 0), work, end };
}
