import type { CallErrorCode } from '#lib/api-error.ts';

declare global {
  namespace App {
    interface Error {
      code?: CallErrorCode;
      requestId?: string | null;
    }
  }
}
