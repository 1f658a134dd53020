import { randomUUID } from 'node:crypto';
import { openDatabase, type Database, type Scope } from '../../adapters/database/database.ts';
import { recordEvent } from '../../adapters/database/events.ts';
import { enqueue } from '../../adapters/database/outbox.ts';
import { openObjectStore, type OpenObjectStore } from '../../adapters/object-store.ts';

/** A stack's database as its processes see it. */
export function openStackDatabase(env: NodeJS.ProcessEnv, pool = 4): Database {
  return openDatabase({ appUrl: env['DATABASE_URL'] ?? '', systemUrl: env['DATABASE_SYSTEM_URL'] ?? '', pool });
}

/** A stack's objects as its processes see them. */
export function openStackObjects(env: NodeJS.ProcessEnv): OpenObjectStore {
  const [endpoint = '', accessKey = '', secretKey = '', bucket = '', region = 'us-east-1'] = ['S3_ENDPOINT', 'S3_ACCESS_KEY', 'S3_SECRET_KEY', 'S3_BUCKET', 'S3_REGION'].map((name) => env[name]);
  return openObjectStore({ endpoint, accessKey, secretKey, bucket, region });
}

/** Lets an event happen as the pipeline does, but for the document; its deliveries start by way of the outbox. Once for each id. @returns its number of deliveries. */
export async function publish(scope: Scope, documentId: string = randomUUID()): Promise<number> {
  const refs = await recordEvent(scope, { type: 'document.processed', documentId, run: 1, data: { documentId, status: 'approved', confidence: 0.98, reviewTaskId: null } });
  await enqueue(scope, ...refs.map((ref) => ({ kind: 'deliver' as const, ref })));
  return refs.length;
}

/** Many events, several in a transaction. @returns how many deliveries they make. */
export async function publishMany(db: Database, tenantId: string, events: number, perTransaction = 20): Promise<number> {
  let deliveries = 0;
  for (let done = 0; done < events; done += perTransaction) {
    deliveries += await db.withTenant(tenantId, async (scope) => {
      let made = 0;
      for (let i = done; i < Math.min(done + perTransaction, events); i++) made += await publish(scope);
      return made;
    });
  }
  return deliveries;
}
