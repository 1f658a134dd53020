import type { HandleClientError } from '@sveltejs/kit/hooks';
import { ApiError } from '#lib/api-error.ts';

/** Gives the error page the code of a failed call; anything unknown is a fault of the console itself. */
export const handleError: HandleClientError = ({ kind, error }) => {
  if (kind !== 'unknown') return;
  if (error instanceof ApiError) return { code: error.code, requestId: error.requestId };
  console.error(error);
  return { code: 'internal' };
};
