import type { RequestHandler } from 'express';
import rateLimit, { ipKeyGenerator, type Options } from 'express-rate-limit';
import { AppError } from '../contract/errors.ts';

interface Rates {
  /** Requests a minute of one key, one person, or one address that needs no credentials. */
  requests: number;
  /** Requests a minute with credentials that do not hold, from one address. */
  refused: number;
}

export interface RateLimits {
  /** By key or person once they are known, by address for what is public. */
  caller: RequestHandler;
  /** Counts a request whose credentials do not hold: there are as many of these as somebody makes up, so they are counted by address. */
  stranger: RequestHandler;
}

/** What one process allows, told in the headers `RateLimit` and `RateLimit-Policy`. */
export function createRateLimits({ requests, refused }: Rates = { requests: 6000, refused: 600 }): RateLimits {
  const limit = (of: Partial<Options>) => rateLimit({
    windowMs: 60_000, standardHeaders: 'draft-8', legacyHeaders: false, validate: { trustProxy: false }, handler: (_req, _res, next) => next(new AppError('rate_limited')), ...of,
  });
  const addressOf = (req: Parameters<RequestHandler>[0]) => ipKeyGenerator(req.ip ?? '');
  return {
    caller: limit({ limit: requests, keyGenerator: (req) => (req.caller ? `${req.caller.actor.kind} ${req.caller.actor.id}` : addressOf(req)) }),
    stranger: limit({ limit: refused, keyGenerator: addressOf, standardHeaders: false }),
  };
}
