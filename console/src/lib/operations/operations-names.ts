// The words of operations in the reader's language. A member without one does not compile.
import type { ActiveDocuments, AlertKind, OperationsAlert, ProcessReport } from '../contract.ts';
import { formatConfidence, formatCount, formatDuration, type Locale } from '../format.ts';
import { m } from '../paraglide/messages.js';

type Sentence = (alert: OperationsAlert, locale: Locale) => string;
const seconds = (value: number, locale: Locale) => formatDuration(value * 1000, locale);

const sentences: Record<AlertKind, Sentence> = {
  workers_missing: ({ subject }) => m.alert_workers_missing({ subject }),
  temporal_down: () => m.alert_temporal_down(),
  backlog_old: ({ subject, value }, locale) => m.alert_backlog_old({ subject, value: seconds(value, locale) }),
  outbox_stuck: ({ value }, locale) => m.alert_outbox_stuck({ value: seconds(value, locale) }),
  disk_low: ({ subject, value }, locale) => m.alert_disk_low({ subject, value: formatConfidence(value, locale) }),
  memory_low: ({ subject, value }, locale) => m.alert_memory_low({ subject, value: formatConfidence(value, locale) }),
  event_loop_slow: ({ subject, value }, locale) => m.alert_event_loop_slow({ subject, value: formatDuration(value, locale) }),
  process_silent: ({ subject }) => m.alert_process_silent({ subject }),
  dead_letters: ({ value }, locale) => m.alert_dead_letters({ count: value, value: formatCount(value, locale) }),
  documents_stuck: ({ value }, locale) => m.alert_documents_stuck({ value: seconds(value, locale) }),
  failures_many: ({ value }, locale) => m.alert_failures_many({ value: formatConfidence(value, locale) }),
};

export const alertText: Sentence = (alert, locale) => sentences[alert.kind](alert, locale);

export const processKindNames: Record<ProcessReport['kind'], () => string> = { api: m.process_api, worker: m.process_worker };

export const ageNames: Record<keyof ActiveDocuments['byAge'], () => string> = {
  minute: m.age_minute, tenMinutes: m.age_ten_minutes, hour: m.age_hour, day: m.age_day, older: m.age_older,
};
