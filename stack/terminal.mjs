/** @type {NodeJS.WriteStream} */
let out = process.stdout;
let drawn = '';
/** @type {Map<string, string>} */
const running = new Map();
/** @type {Map<string, number>} */
const printedAt = new Map();

/** For commands whose standard output is a result: everything said here goes to standard error. */
export function keepOutputClean() {
  out = process.stderr;
}

function inTerminal() {
  return Boolean(out.isTTY) && !process.env.CI;
}

/** Without a terminal, progress of one task is printed at most this often. */
const plainIntervalMs = 20_000;

/** @param {string} line */
export function say(line) {
  erase();
  out.write(`${line}\n`);
  draw();
}

/**
 * Shows how far a task is: one changing line in a terminal, a plain line now and then elsewhere.
 * @param {string} task
 * @param {string | null} state null when the task is over.
 */
export function progress(task, state) {
  if (state === null) running.delete(task);
  else running.set(task, state);
  if (inTerminal()) {
    erase();
    draw();
    return;
  }
  if (state === null) {
    printedAt.delete(task);
    return;
  }
  const now = Date.now();
  // The task's start has been told by a line of its own.
  const last = printedAt.get(task) ?? now;
  if (last === now) printedAt.set(task, now);
  if (now - last < plainIntervalMs) return;
  printedAt.set(task, now);
  out.write(`${task}: ${state}\n`);
}

function erase() {
  if (drawn) out.write('\r\x1b[2K');
  drawn = '';
}

function draw() {
  if (!inTerminal() || running.size === 0) return;
  const width = (out.columns ?? 80) - 1;
  drawn = [...running].map(([task, state]) => `${task}: ${state}`).join(' · ').slice(0, width);
  out.write(drawn);
}

/**
 * @param {number} milliseconds
 * @returns {string} `0.8 s`, `12 s`, `2 min 5 s`.
 */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
