import type { Database } from '../adapters/database/database.ts';
import type { Log } from '../adapters/log.ts';
import type { PageImages } from '../adapters/page-images.ts';
import type { SecretBox } from '../adapters/secret-box.ts';
import type { Lanes } from '../adapters/webhooks/lanes.ts';
import type { WebhookSender } from '../adapters/webhooks/sender.ts';
import type { Thresholds } from '../domain/decide.ts';
import type { HealthRules } from '../domain/endpoint-health.ts';
import type { CarrierReader, ExternalReader, ObjectStore } from '../domain/ports.ts';

/** What activities need of the world; the worker opens it once and passes it in. */
export interface ActivityDeps {
  db: Database;
  objects: ObjectStore;
  pageImages: PageImages;
  carriers: CarrierReader;
  sender: WebhookSender;
  secrets: SecretBox;
  log: Log;
  /** As the trace names it. */
  worker: string;
  /** What holds until the platform's administrator sets otherwise. */
  thresholds: Thresholds;
  /** null where none is configured: nothing is ever sent to anybody. */
  external: ExternalReader | null;
  lanes: Lanes;
  webhooks: DeliveryRules;
  runs: WorkflowRuns;
}

/** What Temporal knows of documents' workflows. */
export interface WorkflowRuns {
  /** Ids of all that run, as the index of workflows has them: it may be seconds behind. */
  listRunning(): AsyncIterable<string>;
  /** What is so now. */
  isRunning(workflowId: string): Promise<boolean>;
  /** Ends one that waits; any other does not hear of it. */
  cancel(workflowId: string): Promise<void>;
}

export interface DeliveryRules {
  /** Waits between attempts at a delivery, in seconds, where its endpoint sets none. */
  retrySeconds: readonly number[];
  health: HealthRules;
  /** A probe that has not ended after so long is given to somebody else. */
  probeLeaseMs: number;
  /** Where in the console endpoints are enabled again. */
  consoleUrl: string;
}
