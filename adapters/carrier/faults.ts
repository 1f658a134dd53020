import { AppError, errorCodes } from '../../contract/errors.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import type { PageFault } from '../../contract/page.ts';

/** An error of any library as a code of the product; `otherwise` where it says nothing more precise. */
export function asAppError(error: unknown, otherwise: ErrorCode): AppError {
  if (error instanceof AppError) return error;
  const { name, message } = error as { name?: string; message?: string };
  if (name === 'PasswordException') return new AppError('pdf_encrypted', { cause: error });
  // V8, WebAssembly and native libraries each say in their own words that the limit on memory stopped them.
  if (/array buffer allocation failed|out of memory|invalid array (buffer )?length|bad_alloc|cannot allocate|failed to allocate|could not allocate/i.test(message ?? '')) {
    return new AppError('reading_memory', { cause: error });
  }
  // WebAssembly that traps or aborts: what it read cannot be trusted, but the file need not be damaged.
  if (error instanceof WebAssembly.RuntimeError) return new AppError('reading_crashed', { cause: error });
  return new AppError(otherwise, { cause: error });
}

/** What a page failed of, in the product's words alone; the library's own go to the log through `note`. */
export function pageFault(page: number, error: unknown, otherwise: ErrorCode): PageFault {
  const { code, message } = asAppError(error, otherwise);
  return { page, code, message };
}

/** The words of the library beneath an error, for logs. */
export function causeOf(error: unknown): string {
  const inner = error instanceof AppError ? error.cause ?? error : error;
  return inner instanceof Error ? `${inner.name}: ${inner.message}`.slice(0, 300) : String(inner).slice(0, 300);
}

/** What to say of a file of which no page could be read: what the last of them failed of. */
export function wholeFault(faults: readonly PageFault[], otherwise: ErrorCode): AppError {
  const last = faults.at(-1);
  const code = errorCodes.find((each) => each === last?.code) ?? otherwise;
  return new AppError(code, last ? { details: { page: last.page }, message: last.message } : {});
}
