import type { Statistics } from '../../contract/statistics.ts';
import type { Scope } from './database.ts';

const dayMs = 86_400_000;
/** Bands of confidence, from the surest down; narrow where the decision is made. */
const bands = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1];

interface Totals {
  isCurrent: boolean;
  uploaded: number;
  approved: number;
  rejected: number;
  failed: number;
  autoApproved: number;
  /** By a person, or waiting for one. */
  seen: number;
  medianSeconds: number | null;
}

interface Figures {
  totals: Totals[];
  byDay: { day: string; uploaded: number; approved: number; failed: number }[];
  tasks: { day: string; isCurrent: boolean; inReview: number; withdrawn: number }[];
  decisions: { day: string; isCurrent: boolean; reviewed: number }[];
  medianReview: { isCurrent: boolean; seconds: number | null }[];
  review: Statistics['review'];
  readers: Statistics['readers'];
  confidence: { band: number; autoApproved: number; reviewed: number; corrected: number }[];
}

/** Figures of the last days, today included, beside as many days before. Days are UTC. */
export async function readStatistics(scope: Scope, days: number, now = new Date()): Promise<Statistics> {
  const to = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()) + dayMs;
  const from = new Date(to - days * dayMs);
  const figures = await readFigures(scope, new Date(to - 2 * days * dayMs), from, new Date(to));
  const sum = (rows: { isCurrent: boolean }[], isCurrent: boolean, name: string) => rows.filter((row) => row.isCurrent === isCurrent).reduce((total, row) => total + Number(row[name as never]), 0);
  const periodOf = (isCurrent: boolean): Statistics['current'] => {
    const { uploaded = 0, approved = 0, rejected = 0, failed = 0, autoApproved = 0, seen = 0, medianSeconds = null } = figures.totals.find((t) => t.isCurrent === isCurrent) ?? {};
    return {
      uploaded, approved, rejected, failed, medianSeconds, autoApproved: autoApproved + seen === 0 ? null : autoApproved / (autoApproved + seen), reviewed: sum(figures.decisions, isCurrent, 'reviewed'),
      medianReviewSeconds: figures.medianReview.find((m) => m.isCurrent === isCurrent)?.seconds ?? null,
    };
  };
  const byDay = Array.from({ length: days }, (_, i) => {
    const day = new Date(from.getTime() + i * dayMs).toISOString().slice(0, 10);
    const { uploaded = 0, approved = 0, failed = 0 } = figures.byDay.find((d) => d.day === day) ?? {};
    return { day, uploaded, approved, failed, inReview: figures.tasks.find((t) => t.day === day)?.inReview ?? 0, reviewed: figures.decisions.find((d) => d.day === day)?.reviewed ?? 0 };
  });
  return {
    days, current: periodOf(true), previous: periodOf(false), byDay, readers: figures.readers,
    review: { ...figures.review, created: sum(figures.tasks, true, 'inReview'), withdrawn: sum(figures.tasks, true, 'withdrawn') },
    confidence: bands.slice(0, -1).map((low, i) => {
      const { autoApproved = 0, reviewed = 0, corrected = 0 } = figures.confidence.find((c) => c.band === i + 1) ?? {};
      return { from: low, to: bands[i + 1] ?? 1, autoApproved, reviewed, corrected };
    }).reverse(),
  };
}

/**
 * All in one statement, so that every figure is of the same moment. What is joined is looked up row by row, whose number is the period's and not the
 * tenant's: joined as tables, all that is stored would be read as soon as the planner takes that for cheaper.
 */
async function readFigures({ tx }: Scope, before: Date, from: Date, to: Date): Promise<Figures> {
  const [row] = await tx.$queryRaw<{ figures: Figures }[]>`
    WITH base AS MATERIALIZED (
      SELECT d.created_at, d.created_at >= ${from} AS cur, d.status, d.confidence, d.reader, d.settled_at, coalesce(t.seen, false) AS seen, coalesce(h.corrected, false) AS corrected
      FROM documents d
      LEFT JOIN LATERAL (SELECT true AS seen FROM review_tasks t WHERE t.document_id = d.id AND t.run = d.run LIMIT 1) t ON true
      LEFT JOIN LATERAL (SELECT true AS corrected FROM extractions h WHERE t.seen AND h.document_id = d.id AND h.run = d.run AND h.origin = 'human' LIMIT 1) h ON true
      WHERE d.created_at >= ${before} AND d.created_at < ${to}
    ), task AS MATERIALIZED (
      SELECT created_at, created_at >= ${from} AS cur, status FROM review_tasks WHERE created_at >= ${before} AND created_at < ${to}
    ), decision AS MATERIALIZED (
      SELECT r.created_at, r.created_at >= ${from} AS cur, extract(epoch FROM r.created_at - t.created_at) AS seconds
      FROM review_decisions r CROSS JOIN LATERAL (SELECT t.created_at FROM review_tasks t WHERE t.id = r.review_task_id LIMIT 1) t WHERE r.created_at >= ${before} AND r.created_at < ${to}
    )
    SELECT json_build_object(
      'totals', (SELECT coalesce(json_agg(x), '[]') FROM (
        SELECT cur AS "isCurrent", count(*) AS uploaded, count(*) FILTER (WHERE status = 'approved') AS approved, count(*) FILTER (WHERE status = 'rejected') AS rejected,
          count(*) FILTER (WHERE status = 'failed') AS failed, count(*) FILTER (WHERE status = 'approved' AND NOT seen) AS "autoApproved", count(*) FILTER (WHERE seen) AS seen,
          percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM settled_at - created_at)) FILTER (WHERE settled_at IS NOT NULL AND NOT seen) AS "medianSeconds"
        FROM base GROUP BY cur) x),
      'byDay', (SELECT coalesce(json_agg(x), '[]') FROM (
        SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*) AS uploaded, count(*) FILTER (WHERE status = 'approved') AS approved, count(*) FILTER (WHERE status = 'failed') AS failed
        FROM base WHERE cur GROUP BY 1) x),
      'tasks', (SELECT coalesce(json_agg(x), '[]') FROM (
        SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, cur AS "isCurrent", count(*) AS "inReview", count(*) FILTER (WHERE status = 'withdrawn') AS withdrawn FROM task GROUP BY 1, 2) x),
      'decisions', (SELECT coalesce(json_agg(x), '[]') FROM (
        SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, cur AS "isCurrent", count(*) AS reviewed FROM decision GROUP BY 1, 2) x),
      'medianReview', (SELECT coalesce(json_agg(x), '[]') FROM (SELECT cur AS "isCurrent", percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS seconds FROM decision GROUP BY cur) x),
      'review', json_build_object(
        'open', (SELECT coalesce(sum(n), 0) FROM list_counts WHERE list = 'review_tasks' AND client_id IS NULL AND status = 'open'),
        'claimed', (SELECT count(*) FROM review_tasks WHERE status_text = 'open' AND claimed_until > now()),
        'oldestSeconds', (SELECT extract(epoch FROM now() - created_at) FROM review_tasks WHERE status_text = 'open' ORDER BY created_at LIMIT 1)),
      'readers', (SELECT coalesce(json_agg(x), '[]') FROM (
        SELECT reader, count(*) AS documents, count(*) FILTER (WHERE status = 'approved') AS approved, round(avg(confidence), 4) AS "meanConfidence"
        FROM base WHERE cur AND reader IS NOT NULL GROUP BY reader ORDER BY documents DESC, reader LIMIT 20) x),
      'confidence', (SELECT coalesce(json_agg(x), '[]') FROM (
        SELECT least(width_bucket(confidence, ${bands}::numeric[]), ${bands.length - 1}::int) AS band, count(*) FILTER (WHERE NOT seen AND status = 'approved') AS "autoApproved",
          count(*) FILTER (WHERE seen) AS reviewed, count(*) FILTER (WHERE corrected) AS corrected
        FROM base WHERE cur AND confidence IS NOT NULL GROUP BY 1) x)
    ) AS figures`;
  return row?.figures as Figures;
}
