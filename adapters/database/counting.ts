import type { Statement } from './ask-together.ts';

/** Totals that must be counted row by row are counted no further, which bounds their cost: paging reaches no further either. */
export const countMost = 100_000;

/** The exact number of a list's rows by status and client, kept by the database as they change. */
export function keptCount(list: 'documents' | 'review_tasks', { status, clientId }: { status?: readonly string[] | undefined; clientId?: string | undefined }): Statement {
  return {
    text: `SELECT coalesce(sum(n), 0)::int AS total FROM list_counts WHERE list = '${list}' AND ${clientId ? 'client_id = $2::uuid' : '$2::uuid IS NULL AND client_id IS NULL'} AND ($1::text[] IS NULL OR status = ANY ($1::text[]))`,
    values: [status ?? null, clientId ?? null], isKept: true,
  };
}
