import { say } from '../terminal.mjs';

/** One Ctrl-C may arrive twice: from the terminal, and handed on by npm or the bootstrap. */
const twinMs = 1000;

/**
 * First signal: drain and stop. A later one: end at once.
 * @param {{ drain: () => Promise<void>, force: () => Promise<void> }} work
 */
export function onShutdown({ drain, force }) {
  let first = 0;
  /** @param {NodeJS.Signals} signal */
  const handle = (signal) => {
    const now = Date.now();
    if (first === 0) {
      first = now;
      say(`Stopping (${signal}): what is running is finished first; Ctrl-C again ends it at once`);
      drain().then(() => end('Stopped', 0), (error) => end(String(error), 1));
    } else if (now - first > twinMs) {
      first = Infinity;
      force().then(() => end('Ended', 130), (error) => end(String(error), 1));
    }
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, handle);
}

/**
 * @param {string} word
 * @param {number} code
 */
function end(word, code) {
  say(word);
  process.exit(code);
}
