// The one door to the logs: JSON lines with ids, never the contents of a document, a secret or a person's data.
import { pino, type Logger } from 'pino';
import { config } from '../config.ts';

export type Log = Logger;

/** A logger for one process; `name` tells API, worker and commands apart. */
export function createLog(name: string): Log {
  return pino({
    name,
    level: config.logLevel(),
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['req.headers', 'headers', 'password', 'key', 'secret', '*.password', '*.secret'], remove: true },
  });
}
