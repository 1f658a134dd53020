// A studio that has one of each thing that a route is asked for by its id.
import { randomUUID } from 'node:crypto';
import type { ApiClient } from './api-client.ts';
import type { Database } from '../../adapters/database/database.ts';
import { ublInvoice } from '../fixtures/ubl-invoice.ts';

export interface OneOfEverything {
  client: string;
  document: string;
  reviewTask: string;
  uploadLink: string;
  uploadToken: string;
  notification: string;
  endpoint: string;
  delivery: string;
  deadLetter: string;
  apiKey: string;
  member: string;
  invitation: string;
}

/** @param owner a person of the tenant who may do everything. */
export async function makeOneOfEverything(db: Database, tenantId: string, owner: ApiClient): Promise<OneOfEverything> {
  const { id: client } = await owner.call('createClient', { body: { name: 'Cliente ajeno' } });
  const document = await owner.uploadOne(client, 'ajena.xml', ublInvoice('AJENA-1'), { autoProcess: false });
  const { id: uploadLink, token: uploadToken } = await owner.call('createUploadLink', { body: { clientId: client } });
  const { id: endpoint } = await owner.call('createEndpoint', { body: { url: 'http://127.0.0.1:9/ajeno', events: ['document.processed'] } });
  const { id: delivery } = await owner.call('testEndpoint', { params: { id: endpoint }, body: {} });
  const { id: apiKey } = await owner.call('createApiKey', { body: { name: 'ajena' } });
  const { id: invitation } = await owner.call('createInvitation', { body: { email: `${randomUUID()}@ajeno.example`, role: 'viewer' } });
  const [member] = (await owner.call('listMembers')).items;
  const rows = await db.withTenant(tenantId, async ({ tx }) => {
    const task = await tx.reviewTask.create({ data: { tenantId, documentId: document, run: 1, confidence: 0.5 } });
    const notification = await tx.notification.create({ data: { tenantId, kind: 'upload_link.received', data: { files: 1 } } });
    const { eventId } = await tx.delivery.findUniqueOrThrow({ where: { id: delivery } });
    const deadLetter = await tx.deadLetter.create({ data: { tenantId, deliveryId: delivery, endpointId: endpoint, eventId, run: 1, reason: 'delivery_exhausted' } });
    return { reviewTask: task.id, notification: notification.id, deadLetter: deadLetter.id };
  });
  return { client, document, uploadLink, uploadToken, endpoint, delivery, apiKey, invitation, member: member?.id ?? '', ...rows };
}
