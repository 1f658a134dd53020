import type { Client as TemporalClient } from '@temporalio/client';
import type { Accounts } from '../adapters/accounts.ts';
import type { Database } from '../adapters/database/database.ts';
import type { Log } from '../adapters/log.ts';
import type { OpenObjectStore } from '../adapters/object-store.ts';
import type { PageImages } from '../adapters/page-images.ts';
import type { SecretBox } from '../adapters/secret-box.ts';
import type { WebhookSender } from '../adapters/webhooks/sender.ts';
import type { LiveHub } from './live-hub.ts';
import type { MailSender } from './mail-sender.ts';
import type { Thresholds } from '../domain/decide.ts';

/** What the API needs of the world; `main` opens it, tests may replace parts. */
export interface ApiDeps {
  db: Database;
  objects: OpenObjectStore;
  pageImages: PageImages;
  accounts: Accounts;
  temporal: TemporalClient;
  sender: Pick<WebhookSender, 'refuse'>;
  secrets: SecretBox;
  mails: Pick<MailSender, 'wake'>;
  live: LiveHub;
  log: Log;
  /** What holds until the platform's administrator sets otherwise. */
  thresholds: Thresholds;
  /** `slowMs`: the window in which something of a body has to come. */
  uploads: { maxBytes: number; maxFiles: number; slowMs: number };
  http: { publicUrl: string; consoleDir: string; trustProxy: number; secureCookies: boolean; metricsToken: string | undefined };
  temporalUi: { url: string | undefined; namespace: string };
  /** True once the process shuts down: it still answers, but asks for no more. */
  isDraining: () => boolean;
}
