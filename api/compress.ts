import compression from 'compression';
import type { RequestHandler } from 'express';

/** Compresses answers of text that are worth it. Streams of events pass as they are written, and so does what says `no-transform`. */
export const compress = (): RequestHandler => compression({
  threshold: 1024,
  filter: (req, res) => !String(res.getHeader('Content-Type') ?? '').startsWith('text/event-stream') && compression.filter(req, res),
});
