import { AppError } from '../../contract/errors.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import type { PageFault } from '../../contract/page.ts';

/** An error of any library as a code of the product; `otherwise` where it says nothing more precise. */
export function asAppError(error: unknown, otherwise: ErrorCode): AppError {
  if (error instanceof AppError) return error;
  const { name, message } = error as { name?: string; message?: string };
  if (name === 'PasswordException') return new AppError('pdf_encrypted', { cause: error });
  // V8, WebAssembly and native libraries each say in their own words that the limit on memory stopped them.
  if (/array buffer allocation failed|out of memory|invalid array (buffer )?length|bad_alloc|cannot allocate|memory access out of bounds|failed to allocate|could not allocate/i.test(message ?? '')) {
    return new AppError('reading_memory', { cause: error });
  }
  return new AppError(otherwise, { cause: error });
}

export function pageFault(page: number, error: unknown, otherwise: ErrorCode): PageFault {
  const { code, message, cause } = asAppError(error, otherwise);
  const detail = cause instanceof Error ? ` (${cause.message.slice(0, 200)})` : '';
  return { page, code, message: message + detail };
}
