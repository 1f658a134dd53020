import type { AlertKind, Notification } from '../contract.ts';
import { formatDuration } from '../format.ts';
import { m } from '../paraglide/messages.js';
import { preferences } from '../state/preferences.svelte.ts';

interface Said {
  subject: string;
  value: number;
}

const percent = ({ value }: Said) => ({ percent: Math.round(value * 100) });
const time = ({ value }: Said) => ({ time: formatDuration(Math.round(value) * 1000, preferences.locale) });

const sentences: Record<AlertKind, (said: Said) => string> = {
  temporal_down: () => m.notice_alert_temporal_down(),
  workers_missing: ({ subject }) => m.notice_alert_workers_missing({ subject }),
  backlog_old: (said) => m.notice_alert_backlog_old({ subject: said.subject, ...time(said) }),
  outbox_stuck: (said) => m.notice_alert_outbox_stuck(time(said)),
  disk_low: (said) => m.notice_alert_disk_low({ subject: said.subject, ...percent(said) }),
  memory_low: (said) => m.notice_alert_memory_low({ subject: said.subject, ...percent(said) }),
  event_loop_slow: ({ subject, value }) => m.notice_alert_event_loop_slow({ subject, milliseconds: Math.round(value) }),
  process_silent: ({ subject }) => m.notice_alert_process_silent({ subject }),
  dead_letters: ({ value }) => m.notice_alert_dead_letters({ count: value }),
  documents_stuck: (said) => m.notice_alert_documents_stuck(time(said)),
  failures_many: (said) => m.notice_alert_failures_many(percent(said)),
};

/** What is beyond its threshold, in a sentence. */
export function alertText(data: Notification['data']): string {
  const kind = String(data['alert']);
  const said = { subject: String(data['subject'] ?? ''), value: Number(data['value'] ?? 0) };
  return kind in sentences ? sentences[kind as AlertKind](said) : kind;
}
