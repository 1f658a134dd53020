// The one door to the logs: JSON lines with ids, never the contents of a document, a secret or a person's data.
import { pino, type Logger } from 'pino';
import { config } from '../config.ts';

export type Log = Logger;

/** Kept while the disk that logs go to is full; what comes beyond it is lost, which is better than to die of it. */
const unwrittenBytes = 1024 * 1024;

function openOutput() {
  const output = pino.destination({ dest: 1, sync: true, maxLength: unwrittenBytes });
  output.on('error', () => undefined);
  return output;
}

/** A logger for one process; `name` tells API, worker and commands apart. */
export function createLog(name: string): Log {
  return pino({
    name,
    level: config.logLevel(),
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['req.headers', 'headers', 'password', 'key', 'secret', '*.password', '*.secret'], remove: true },
  }, openOutput());
}
