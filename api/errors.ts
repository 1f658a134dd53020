import type { ErrorRequestHandler, Request, Response } from 'express';
import { AppError, type ErrorCode } from '../contract/errors.ts';
import type { ErrorBody } from '../contract/common.ts';
import type { Log } from '../adapters/log.ts';

/** The last handler: everything thrown becomes the one error shape; what nobody expected is logged whole and told as `internal`. */
export function createErrorHandler(log: Log): ErrorRequestHandler {
  return (thrown: unknown, req, res, _next) => {
    const error = toAppError(thrown);
    if (error.status >= 500) log.error({ err: thrown, requestId: req.requestId, route: req.routeName }, 'request failed');
    if (res.headersSent) res.destroy();
    else sendError(req, res, error);
  };
}

export function sendError(req: Request, res: Response, error: AppError): void {
  const body: ErrorBody = { error: { code: error.code, message: error.message, details: error.details ?? null, requestId: req.requestId } };
  if (error.status === 401) res.setHeader('WWW-Authenticate', 'Bearer');
  if (error.details?.['retryAfterSeconds'] !== undefined) res.setHeader('Retry-After', String(error.details['retryAfterSeconds']));
  res.status(error.status).json(body);
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { type } = (error ?? {}) as { type?: string };
  if (type && bodyFaults[type]) return new AppError(bodyFaults[type], { cause: error });
  if (error instanceof URIError) return new AppError('invalid_request', { cause: error });
  if (isUnavailable(error)) return new AppError('dependency_unavailable', { cause: error });
  return new AppError('internal', { cause: error });
}

/** What body-parser says. */
const bodyFaults: Record<string, ErrorCode> = {
  'entity.parse.failed': 'malformed_json', 'entity.too.large': 'body_too_large', 'encoding.unsupported': 'unsupported_media_type', 'charset.unsupported': 'unsupported_media_type',
  'request.aborted': 'invalid_request', 'request.size.invalid': 'invalid_request', 'entity.verify.failed': 'invalid_request', 'parameters.too.many': 'invalid_request',
};

/** Node's and Prisma's codes for a service that does not answer, and the kinds of Prisma's driver adapter. */
const unavailable = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028',
  'DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections',
]);

/** PostgreSQL's classes 08 (connection exception), 53 (insufficient resources) and 57 (operator intervention, such as a shutdown). */
const unavailableState = /^(08|53|57)[0-9A-Z]{3}$/;

/** Where Prisma gives the state in its message alone, and what the driver says without a code. */
const unavailableMessage = /Code: `(08|53|57)[0-9A-Z]{3}`|Connection terminated|connection timeout|Query read timeout|timeout exceeded when trying to connect|encountered a connection error/i;

/** Anywhere in the chain of causes: vendors wrap what the connection said. */
function isUnavailable(error: unknown): boolean {
  for (let e = error as Fault | undefined, depth = 0; e && depth < 8; e = e.cause as Fault | undefined, depth++) {
    for (const code of [e.code, e.kind, e.originalCode]) if (typeof code === 'string' && (unavailable.has(code) || unavailableState.test(code))) return true;
    if (typeof e.message === 'string' && unavailableMessage.test(e.message)) return true;
  }
  return false;
}

interface Fault {
  code?: unknown;
  kind?: unknown;
  originalCode?: unknown;
  message?: unknown;
  cause?: unknown;
}
