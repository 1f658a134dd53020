import { expect, it } from 'vitest';
import { planFaults } from './faults.ts';
import { newHistory } from './history.ts';
import { violationsOf } from './invariants.ts';
import type { State } from './state.ts';

it('the same seed gives the same faults', () => {
  expect(planFaults(5, 60_000, 3000)).toEqual(planFaults(5, 60_000, 3000));
  expect(planFaults(5, 60_000, 3000)).not.toEqual(planFaults(6, 60_000, 3000));
});

it('the checker finds what is lost, doubled, stuck or strayed', () => {
  const [tenant, other] = [{ id: 't' }, { id: 'o' }];
  const document = { id: 'd', tenantId: 't', parentId: null, fileName: 'chaos-1', status: 'approved' as const, run: 1, objectPrefix: 't/d/', part: null, failureCode: null, duplicateOfId: null };
  const sound: State = {
    documents: [document], statusLines: [{ documentId: 'd', from: null, to: 'received', run: 1 }, { documentId: 'd', from: 'received', to: 'approved', run: 1 }],
    events: [{ id: 'e', tenantId: 't', documentId: 'd', type: 'document.processed', dedupeKey: 'd:1:document.processed', body: '{"tenantId":"t"}' }],
    deliveries: [{ id: 'x', eventId: 'e', endpointId: 'p', url: 'http://r', status: 'delivered', hasLetter: false }], endpoints: [{ id: 'p', tenantId: 't', isDisabled: false }],
    tasks: [], outbox: [], openAiCalls: 0, objects: ['t/d/original', 't/d/carrier.json.gz'], workflows: [{ id: 'document-d', status: 'completed' }],
  };
  const history = { ...newHistory(), uploads: [{ tenant: 0, key: 'chaos-1', kind: 'xml' as const, autoProcess: true, accepted: [['d']], refusals: [] }] };
  const hit = { headers: { 'webhook-id': 'e' }, body: '{"tenantId":"t"}', at: 0 };
  const codes = (state: Partial<State>, rest: { hits?: typeof hit[]; history?: Partial<typeof history> } = {}) =>
    [...new Set(violationsOf({ history: { ...history, ...rest.history }, state: { ...sound, ...state }, tenants: [tenant, other], hitsAt: () => rest.hits ?? [hit] }).map((line) => line.slice(0, 2)))];

  expect(codes({})).toEqual([]);
  expect(codes({ documents: [] })).toContain('I1');
  expect(codes({ documents: [{ ...document, status: 'extracting' }] })).toContain('I1');
  expect(codes({ workflows: [...sound.workflows, ...sound.workflows] })).toEqual(['I1']);
  expect(codes({ workflows: [{ id: 'document-d', status: 'failed' }] })).toEqual(['I1']);
  expect(codes({}, { history: { uploads: [{ ...history.uploads[0]!, accepted: [['d'], ['e']] }] } })).toEqual(['I1']);
  expect(codes({ objects: ['t/d/original'] })).toEqual(['I2']);
  expect(codes({ objectsKept: [] })).toEqual(['I2']);
  expect(codes({ objects: [...sound.objects, 't/f/original'], objectsKept: sound.objects })).toEqual([]);
  expect(codes({ objects: [...sound.objects, 't/f/original'], objectsKept: [...sound.objects, 't/f/original'] })).toEqual(['I2']);
  expect(codes({ tasks: [{ id: 'k', documentId: 'd', run: 1, status: 'rejected', decisions: 1, outcome: 'rejected' }] }, { history: { decisions: [{ taskId: 'k', by: 'a', outcome: 'approved', status: 200 }] } })).toContain('I3');
  expect(codes({ events: [], deliveries: [] })).toEqual(['I4']);
  expect(codes({ deliveries: [{ ...sound.deliveries[0]!, status: 'pending' }] })).toEqual(['I4']);
  expect(codes({}, { hits: [] })).toEqual(['I4']);
  expect(codes({}, { hits: [{ ...hit, body: '{"tenantId":"t","more":1}' }] })).toEqual(['I5']);
  expect(codes({ statusLines: sound.statusLines.slice(1) })).toEqual(['I6']);
  expect(codes({}, { history: { probes: [{ documentId: 'd', status: 200 }] } })).toEqual(['I7']);
  expect(codes({ outbox: ['process'] })).toEqual(['I8']);
  expect(codes({}, { history: { surprises: [{ what: 'list', status: 500, body: '', at: 0 }] } })).toEqual(['I9']);
});
