import type { RequestHandler } from 'express';
import { AppError } from '../contract/errors.ts';
import { sendError } from './errors.ts';

/** Fewer bytes than this in a window are nobody's upload: a body that comes so slowly only holds a connection. */
const leastBytes = 8 * 1024;

/**
 * Refuses a body that stalls or trickles (`body_too_slow`) and closes its connection, by which whatever was read of it is given up.
 * What waits for us rather than for the caller is not held against them. The server's own timeout bounds how long any request may take.
 */
export function refuseSlowBodies(windowMs: number): RequestHandler {
  return (req, res, next) => {
    let before = req.socket.bytesRead;
    const timer = setInterval(() => {
      if (req.complete || req.destroyed) {
        clearInterval(timer);
        return;
      }
      const now = req.socket.bytesRead;
      const isOurs = req.readableLength > 0 || req.isPaused();
      const isSlow = now - before < leastBytes && !isOurs;
      before = now;
      if (!isSlow) return;
      clearInterval(timer);
      if (res.headersSent) {
        req.destroy();
        return;
      }
      res.setHeader('Connection', 'close');
      res.once('finish', () => req.destroy());
      sendError(req, res, new AppError('body_too_slow'));
    }, windowMs);
    timer.unref();
    res.once('close', () => clearInterval(timer));
    next();
  };
}
