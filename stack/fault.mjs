/**
 * A failure a person can act on: printed as a sentence and a remedy, without a stack.
 */
export class Fault extends Error {
  /**
   * @param {string} message What is wrong, in one sentence.
   * @param {string} remedy What to do about it.
   * @param {{ cause?: unknown }} [options]
   */
  constructor(message, remedy, options) {
    super(message, options);
    this.name = 'Fault';
    this.remedy = remedy;
  }
}

/**
 * @param {unknown} error
 * @returns {string} What to print for it: sentence and remedy, or the stack where it is a fault of ours.
 */
export function explain(error) {
  if (error instanceof Fault) return `${error.message}\n  ${error.remedy}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * @param {unknown} error
 * @returns {string | undefined} The system's code (`EACCES`, `ENOSPC` …), if it has one.
 */
export function codeOf(error) {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
