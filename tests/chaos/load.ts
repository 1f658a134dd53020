// The clients: they upload, review and act as people and their programs do, send again what got no answer, and write down what was answered.
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom, type Random } from '../fixtures/synthetic/random.ts';
import type { ApiClient } from '../harness/api-client.ts';
import { makeDocument, pickKind } from './documents.ts';
import type { ActKind, History, Upload } from './history.ts';
import type { Installation } from './installation.ts';

interface Loading {
  installation: Installation;
  history: History;
  seed: number;
  signal: AbortSignal;
  /** Milliseconds that an uploader waits between two uploads, on average. */
  thinkMs: number;
}

const uploaders = 2;
const reviewers = 2;
/** An operation without an answer is sent again so often, then left as it is: it may stand or not. */
const maxSends = 12;

/** Runs until aborted, and lets what is under way come to its end. */
export async function runLoad(loading: Loading): Promise<void> {
  const serials = { next: 1 };
  await Promise.all([
    ...Array.from({ length: uploaders }, (_, i) => upload(loading, createRandom(loading.seed * 31 + i), serials)),
    ...Array.from({ length: reviewers }, (_, i) => review(loading, createRandom(loading.seed * 37 + i), i as 0 | 1)),
    act(loading, createRandom(loading.seed * 41)),
    probe(loading, createRandom(loading.seed * 43)),
  ]);
}

/** Pauses; false where the load is over. */
const pause = (ms: number, signal: AbortSignal): Promise<boolean> => sleep(ms, true, { signal }).catch(() => false);

interface Answered {
  status: number | null;
  body: unknown;
}

/** One request; no answer is an answer too. */
async function send(history: History, what: string, request: () => Promise<{ status: number; body: unknown }>): Promise<Answered> {
  history.requests++;
  try {
    const { status, body } = await request();
    if (status === 503) history.unanswered++;
    else if (status >= 500) history.surprises.push({ what, status, body: JSON.stringify(body).slice(0, 300), at: Date.now() });
    return { status, body };
  } catch {
    history.unanswered++;
    return { status: null, body: null };
  }
}

/** Whether it is worth sending again. */
const isOpen = ({ status }: Answered): boolean => status === null || status >= 500 || status === 429;

async function upload({ installation, history, signal, thinkMs }: Loading, random: Random, serials: { next: number }): Promise<void> {
  while (await pause(random.int(0, thinkMs * 2), signal)) {
    const serial = serials.next++;
    const tenant = random.chance(0.15) ? 1 : 0;
    const { kind, bytes, truth } = await makeDocument(pickKind(random), serial);
    if (truth) installation.ai.show(truth);
    const entry: Upload = { tenant, key: `chaos-${serial}`, kind, autoProcess: !random.chance(0.08), accepted: [], refusals: [] };
    history.uploads.push(entry);
    const clientId = installation.tenants[tenant]?.clientId ?? '';
    const once = async (at: number) => {
      const answer = await send(history, 'upload', () => installation.api(tenant, 0, at).upload(clientId, [{ name: entry.key, bytes }], { autoProcess: entry.autoProcess, idempotencyKey: entry.key }));
      if (answer.status === 202) entry.accepted.push((answer.body as { documents: { id: string }[] }).documents.map(({ id }) => id));
      else if (!isOpen(answer)) entry.refusals.push(answer.status as number);
      return answer;
    };
    let answer = await once(random.int(0, 1));
    for (let i = 1; i < maxSends && isOpen(answer); i++) {
      await pause(200 * i, signal);
      answer = await once(i);
    }
    // A program that lost its memory sends it once more.
    if (random.chance(0.1)) await once(random.int(0, 1));
  }
}

/** Two of them empty the same inbox, in the same order, so that they meet at the same tasks. */
async function review({ installation, history, signal, thinkMs }: Loading, random: Random, who: 0 | 1): Promise<void> {
  while (await pause(random.int(0, thinkMs * 2), signal)) {
    const tenant = random.chance(0.15) ? 1 : 0;
    const api = installation.api(tenant, who, random.int(0, 1));
    const listed = await send(history, 'inbox', () => api.ask('listReviewTasks', { query: { limit: 5 } }));
    if (listed.status !== 200) continue;
    for (const { id } of (listed.body as { items: { id: string }[] }).items.slice(0, 2)) {
      // Some are left for later, as people do.
      if (random.chance(0.25)) continue;
      const outcome = random.chance(0.5) ? 'approved' as const : 'rejected' as const;
      const answer = await send(history, 'decision', () => (outcome === 'approved'
        ? api.ask('approveReviewTask', { params: { id }, body: { corrections: random.chance(0.3) ? { fields: { totalAmount: '12100.00' } } : {} } })
        : api.ask('rejectReviewTask', { params: { id }, body: { reason: 'no' } })));
      history.decisions.push({ taskId: id, by: installation.tenants[tenant]?.keys[who] ?? '', outcome, status: answer.status });
    }
  }
}

const acts: Record<ActKind, (api: ApiClient, id: string) => Promise<{ status: number; body: unknown }>> = {
  start: (api, id) => api.ask('startProcessing', { params: { id } }),
  reprocess: (api, id) => api.ask('reprocessDocument', { params: { id } }),
  cancel: (api, id) => api.ask('cancelDocument', { params: { id } }),
  erase: (api, id) => api.ask('eraseDocument', { params: { id } }),
};

async function act({ installation, history, signal, thinkMs }: Loading, random: Random): Promise<void> {
  while (await pause(random.int(0, thinkMs * 4), signal)) {
    const accepted = history.uploads.filter((u) => u.accepted.length > 0).slice(-40);
    if (accepted.length === 0) continue;
    const chosen = random.pick(accepted);
    const waiting = random.pick(accepted.filter((u) => !u.autoProcess));
    const kind = random.pick<ActKind>(['start', 'start', 'start', 'reprocess', 'reprocess', 'cancel', 'erase']);
    const { tenant, accepted: [ids] } = kind === 'start' && waiting ? waiting : chosen;
    const documentId = ids?.[0] ?? '';
    const { status } = await send(history, kind, () => acts[kind](installation.api(tenant, 0, random.int(0, 1)), documentId));
    history.acts.push({ kind, documentId, status });
  }
}

/** Looks for the other tenant's documents, and reads lists and figures in between. */
async function probe({ installation, history, signal, thinkMs }: Loading, random: Random): Promise<void> {
  while (await pause(random.int(0, thinkMs * 4), signal)) {
    const others = history.uploads.filter((u) => u.accepted.length > 0).slice(-20);
    if (others.length > 0) {
      const { tenant, accepted: [ids] } = random.pick(others);
      const documentId = ids?.[0] ?? '';
      const { status } = await send(history, 'probe', () => installation.api(1 - tenant, 0, random.int(0, 1)).ask('getDocument', { params: { id: documentId } }));
      history.probes.push({ documentId, status });
    }
    await send(history, 'list', () => installation.api(0, 0, random.int(0, 1)).ask('listDocuments', { query: { limit: 20 } }));
    await send(history, 'statistics', () => installation.api(0, 0, random.int(0, 1)).ask('getStatistics', { query: {} }));
  }
}
