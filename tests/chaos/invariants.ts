// The invariants: what must hold once the faults are over, whatever they were. Each gives the sentences of its violations.
import type { Hit } from '../harness/receiver.ts';
import { documentWorkflowId } from '../../workflows/messages.ts';
import { mayStand, type History } from './history.ts';
import type { DocumentRow, State } from './state.ts';

export interface Evidence {
  history: History;
  state: State;
  tenants: readonly { id: string }[];
  /** What came to a receiver, by its URL. */
  hitsAt(url: string): readonly Hit[];
}

type Check = (evidence: Evidence) => string[];

const resting = new Set(['ingested', 'in_review', 'approved', 'rejected', 'failed', 'cancelled']);
const waiting = new Set(['ingested', 'in_review']);
const rootsOf = ({ documents }: State) => documents.filter(({ parentId }) => parentId === null);
const erasedOf = ({ acts }: History) => new Set(acts.filter((act) => act.kind === 'erase' && mayStand(act)).map(({ documentId }) => documentId));
const name = ({ id, fileName, status, run }: DocumentRow) => `${fileName} (${id}, ${status}, run ${run})`;

/** I1: every accepted upload is there, once, and has come to rest. */
const uploadsRest: Check = ({ history, state }) => {
  const byId = new Map(state.documents.map((d) => [d.id, d]));
  const erased = erasedOf(history);
  const lost = history.uploads.flatMap(({ key, accepted }) => [...new Set(accepted.flat())].filter((id) => !byId.has(id) && !erased.has(id)).map((id) => `I1 ${key} was accepted as ${id} and is not there`));
  const restless = state.documents.filter(({ status }) => !resting.has(status)).map((d) => `I1 ${name(d)} has not come to rest`);
  return [...lost, ...restless];
};

/** I1: one workflow for every run of a document, and it runs on exactly where the document waits for a person. */
const oneWorkflowEach: Check = ({ state }) => {
  const byWorkflow = Map.groupBy(state.workflows, ({ id }) => id);
  const doubled = [...byWorkflow].filter(([, runs]) => runs.filter(({ status }) => status !== 'continued').length > 1).map(([id]) => `I1 workflow ${id} was started more than once`);
  const bad = state.workflows.filter(({ status }) => !['running', 'completed', 'continued'].includes(status)).map(({ id, status }) => `I1 workflow ${id} has ${status}`);
  const missing = state.documents.flatMap((d) => Array.from({ length: d.run }, (_, i) => documentWorkflowId({ documentId: d.id, run: i + 1 })).filter((id) => !byWorkflow.has(id)).map((id) => `I1 ${name(d)} lacks its workflow ${id}`));
  const wrong = state.documents.flatMap((d) => Array.from({ length: d.run }, (_, i) => {
    const id = documentWorkflowId({ documentId: d.id, run: i + 1 });
    const isRunning = byWorkflow.get(id)?.some(({ status }) => status === 'running') ?? false;
    const isDue = i + 1 === d.run && waiting.has(d.status);
    return isRunning === isDue ? [] : [`I1 workflow ${id} is ${isRunning ? 'running' : 'closed'} while ${name(d)}`];
  }).flat());
  return [...doubled, ...bad, ...missing, ...wrong];
};

/** I1: sending an upload again under its key makes no second document, and what was refused is not there. */
const uploadsOnce: Check = ({ history, state }) => {
  const byName = Map.groupBy(rootsOf(state), ({ fileName }) => fileName);
  return history.uploads.flatMap(({ key, accepted, refusals }) => {
    const there = byName.get(key)?.length ?? 0;
    const answers = new Set(accepted.map((ids) => ids.join()));
    return [
      ...(there > 1 ? [`I1 ${key} became ${there} documents`] : []),
      ...(answers.size > 1 ? [`I1 ${key} was answered with different documents: ${[...answers].join(' and ')}`] : []),
      ...(refusals.length > 0 && accepted.length === 0 && there > 0 ? [`I1 ${key} was refused (${refusals.join()}) and is there`] : []),
    ];
  });
};

/** Where objects stand that no document has. */
function orphanedPrefixes(objects: readonly string[], documents: readonly DocumentRow[]): string[] {
  const known = new Set(documents.map(({ objectPrefix }) => objectPrefix));
  return [...new Set(objects.map((key) => `${key.split('/').slice(0, 2).join('/')}/`))].filter((prefix) => !known.has(prefix));
}

/** I2: every row has its objects, and what was erased has none. Objects of uploads that broke off, which nobody was told of, go with the sweep, which takes no others. */
const objectsMatch: Check = ({ history, state }) => {
  const left = state.objectsKept ?? state.objects;
  const objects = new Set(left);
  const accepted = new Set(history.uploads.flatMap((upload) => upload.accepted.flat()));
  const unerased = orphanedPrefixes(state.objects, state.documents).filter((prefix) => accepted.has(prefix.split('/')[1] ?? ''));
  const orphans = [...new Set([...unerased, ...orphanedPrefixes(left, state.documents)])].map((prefix) => `I2 objects under ${prefix} belong to no document`);
  const isRead = ({ status, part }: DocumentRow) => part === null && ['in_review', 'approved', 'rejected', 'ingested'].includes(status);
  // Pictures of pages are drawn from these when somebody looks.
  const missing = state.documents.flatMap((d) => [
    `${d.objectPrefix}original`, ...(isRead(d) ? [`${d.objectPrefix}carrier.json.gz`] : []),
  ].filter((key) => !objects.has(key)).map((key) => `I2 ${name(d)} lacks its object ${key}`));
  return [...orphans, ...missing];
};

/** I3: one decision wins each task, it is the one that was acknowledged, and nobody else was told that his had. */
const oneDecisionWins: Check = ({ history, state }) => {
  const tasks = new Map(state.tasks.map((t) => [t.id, t]));
  const won = Map.groupBy(history.decisions.filter(({ status }) => status !== null && status < 300), ({ taskId }) => taskId);
  const erased = erasedOf(history);
  const several = state.tasks.filter(({ decisions }) => decisions > 1).map(({ id }) => `I3 task ${id} has several decisions`);
  const told = [...won].flatMap(([id, decisions]) => {
    if (decisions.length > 1) return [`I3 ${decisions.length} people were told that they had decided task ${id}`];
    const task = tasks.get(id);
    if (!task) return [];
    return task.outcome === decisions[0]?.outcome ? [] : [`I3 task ${id} was acknowledged as ${decisions[0]?.outcome} and stands as ${task.outcome}`];
  });
  const undecided = state.tasks.filter((t) => (t.decisions === 1) !== ['approved', 'rejected'].includes(t.status)).map(({ id, status, decisions }) => `I3 task ${id} is ${status} with ${decisions} decisions`);
  const lost = [...won.keys()].filter((id) => !tasks.has(id) && erased.size === 0).map((id) => `I3 the decided task ${id} is gone`);
  const documents = new Map(state.documents.map((d) => [d.id, d]));
  const effect = state.tasks.flatMap((t) => {
    const document = documents.get(t.documentId);
    const isCurrent = document?.run === t.run && document.status !== 'cancelled';
    return isCurrent && t.decisions === 1 && document.status !== t.outcome ? [`I3 task ${t.id} was ${t.outcome}, but ${name(document)}`] : [];
  });
  return [...several, ...told, ...undecided, ...lost, ...effect];
};

/** I4: what had to be told was told or lies among the dead letters. */
const eventsArrive: Check = ({ state, hitsAt, history }) => {
  const keys = new Set(state.events.map(({ dedupeKey }) => dedupeKey));
  const touched = new Set(history.acts.filter(({ kind }) => kind !== 'start').map(({ documentId }) => documentId));
  const files = new Set(state.documents.map(({ parentId }) => parentId));
  const decided = new Set(state.tasks.filter(({ decisions }) => decisions > 0).map(({ documentId, run }) => `${documentId}:${run}`));
  const untold = state.documents.filter(({ id }) => !touched.has(id)).flatMap((d) => {
    const due = d.status === 'failed' ? ['document.failed'] : ['in_review', 'approved', 'rejected'].includes(d.status) || files.has(d.id) ? ['document.processed'] : [];
    if (decided.has(`${d.id}:${d.run}`) && d.status !== 'in_review') due.push(`document.review_${d.status}`);
    if (d.duplicateOfId && due.includes('document.processed')) due.push('document.duplicate');
    return due.filter((type) => !keys.has(`${d.id}:${d.run}:${type}`)).map((type) => `I4 ${name(d)} has no event ${type}`);
  });
  const byEvent = Map.groupBy(state.deliveries, ({ eventId }) => eventId);
  const missing = state.events.flatMap(({ id, tenantId }) => state.endpoints
    .filter((p) => p.tenantId === tenantId && !p.isDisabled && !byEvent.get(id)?.some(({ endpointId }) => endpointId === p.id))
    .map((p) => `I4 event ${id} has no delivery to endpoint ${p.id}`));
  const seen = new Map([...new Set(state.deliveries.map(({ url }) => url))].map((url) => [url, new Set(hitsAt(url).map(({ headers }) => headers['webhook-id']))]));
  const neither = state.deliveries.flatMap(({ id, eventId, url, status, hasLetter }) => {
    if (status === 'delivered') return seen.get(url)?.has(eventId) ? [] : [`I4 delivery ${id} is delivered, but its receiver never saw ${eventId}`];
    return status === 'dead' && hasLetter ? [] : [`I4 delivery ${id} of ${eventId} is ${status}${hasLetter ? '' : ' without a dead letter'}`];
  });
  return [...untold, ...missing, ...neither];
};

/** I5: one id, one body: that of the event, at every receiver and every try. */
const bodiesStay: Check = ({ state, hitsAt }) => {
  const bodies = new Map(state.events.map(({ id, body }) => [id, body]));
  return [...new Set(state.deliveries.map(({ url }) => url))].flatMap((url) => hitsAt(url).flatMap(({ headers, body }) => {
    const id = headers['webhook-id'] ?? '';
    return bodies.get(id) === body ? [] : [`I5 ${url} was sent another body under ${id}`];
  }));
};

/** I6: the audit lines of a document are its way, step by step, from nothing to where it is. */
const auditIsTheWay: Check = ({ state }) => {
  const lines = Map.groupBy(state.statusLines, ({ documentId }) => documentId);
  return state.documents.flatMap((d) => {
    const way = lines.get(d.id) ?? [];
    const broken = way.some(({ from }, i) => from !== (way[i - 1]?.to ?? null));
    return broken || way.at(-1)?.to !== d.status ? [`I6 ${name(d)} has the audit lines ${way.map(({ from, to }) => `${from}→${to}`).join(' ')}`] : [];
  });
};

/** I7: nobody saw another tenant's document, and no event went to another tenant's receivers. */
const tenantsApart: Check = ({ history, state, tenants, hitsAt }) => {
  const seen = history.probes.filter(({ status }) => status !== null && status < 500 && status !== 404 && status !== 429).map(({ documentId, status }) => `I7 a probe of another tenant's document ${documentId} was answered with ${status}`);
  const tenantOf = new Map(state.endpoints.map(({ id, tenantId }) => [id, tenantId]));
  const urls = new Map(state.deliveries.map(({ url, endpointId }) => [url, tenantOf.get(endpointId)]));
  const strayed = [...urls].flatMap(([url, tenantId]) => hitsAt(url).filter(({ body }) => (JSON.parse(body) as { tenantId: string }).tenantId !== tenantId).map(() => `I7 ${url} was sent an event of another tenant`));
  const misplaced = state.documents.filter(({ tenantId, objectPrefix }) => !objectPrefix.startsWith(`${tenantId}/`) || !tenants.some(({ id }) => id === tenantId)).map((d) => `I7 ${name(d)} stands under another tenant's prefix`);
  return [...seen, ...strayed, ...misplaced];
};

/** I8: nothing is left over: no word to Temporal unsaid, no call to the AI without an end. */
const nothingLeft: Check = ({ state }) => [
  ...(state.outbox.length > 0 ? [`I8 ${state.outbox.length} outbox entries are left: ${[...new Set(state.outbox)].join(', ')}`] : []),
  ...(state.openAiCalls > 0 ? [`I8 ${state.openAiCalls} calls to the AI have no end in the ledger`] : []),
];

/** I9: what fails is told as what it is: no answer of 500 that nobody foresaw. */
const noSurprises: Check = ({ history }) => history.surprises.map(({ what, status, body }) => `I9 ${what} was answered with ${status}: ${body}`);

const checks: Check[] = [uploadsRest, oneWorkflowEach, uploadsOnce, objectsMatch, oneDecisionWins, eventsArrive, bodiesStay, auditIsTheWay, tenantsApart, nothingLeft, noSurprises];

export const violationsOf = (evidence: Evidence): string[] => checks.flatMap((check) => check(evidence));
