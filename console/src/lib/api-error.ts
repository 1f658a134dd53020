import type { ErrorBody, ErrorCode } from './contract.ts';

/** What can go wrong on the console's side of a call, beside the codes of the contract. */
export type CallErrorCode = ErrorCode | 'unreachable' | 'unintelligible';

/** The one error of every call: a code to translate, what the API says about it, and the request id to quote to an operator. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: CallErrorCode;
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  readonly details: Record<string, unknown>;
  readonly requestId: string | null;

  constructor(code: CallErrorCode, options: { status?: number; message?: string; details?: Record<string, unknown> | null; requestId?: string | null; cause?: unknown } = {}) {
    super(options.message ?? code, { cause: options.cause });
    this.code = code;
    this.status = options.status ?? 0;
    this.details = options.details ?? {};
    this.requestId = options.requestId ?? null;
  }
}

/** Reads an error answer; anything that is not the contract's error shape becomes `unintelligible`. */
export function errorFromBody(status: number, text: string): ApiError {
  try {
    const { error } = JSON.parse(text) as ErrorBody;
    return new ApiError(error.code, { status, message: error.message, details: error.details, requestId: error.requestId });
  } catch (cause) {
    return new ApiError('unintelligible', { status, cause });
  }
}

export function asApiError(thrown: unknown): ApiError {
  return thrown instanceof ApiError ? thrown : new ApiError('unintelligible', { cause: thrown });
}
