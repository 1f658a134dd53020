// The product beside the scripted AI server, with eyes on the ledger and the administrator's session.
import pg from 'pg';
import type { Document } from '../../contract/document.ts';
import type { Step } from '../../contract/trace.ts';
import { anInvoice, truthOf, type ArgentineInvoice } from '../fixtures/argentine-invoice.ts';
import { unlabelledInvoicePdf } from '../fixtures/unlabelled-invoice.ts';
import { startOpenAiServer, type OpenAiServer } from '../openai-server/openai-server.ts';
import { ApiClient } from './api-client.ts';
import { startStack, type Stack } from './start-stack.ts';

export const model = 'scripted-1';

/** What an answer of the scripted server costs here: 1,800 tokens in and 420 out. */
export const cost = '0.00129';

export interface AiStack {
  ai: OpenAiServer;
  stack: Stack;
  /** The platform administrator's session. */
  administrator: ApiClient;
  /** The tenant's rows, as row-level security shows them. */
  rows: pg.Client;
  close(): Promise<void>;
}

/** @param env beside what the AI needs. */
export async function startAiStack(env: Record<string, string> = {}): Promise<AiStack> {
  const ai = await startOpenAiServer();
  const stack = await startStack({
    env: {
      OPENAI_API_KEY: ai.apiKey, OPENAI_BASE_URL: ai.baseUrl, OPENAI_MODEL: model, OPENAI_TIMEOUT_SECONDS: '2', OPENAI_MAX_ATTEMPTS: '3',
      OPENAI_USD_PER_MILLION_INPUT: '0.25', OPENAI_USD_PER_MILLION_OUTPUT: '2', ...env,
    },
  });
  const rows = new pg.Client({ connectionString: stack.env['DATABASE_URL'] });
  await rows.connect();
  await rows.query('SELECT set_config(\'app.tenant\', $1, false)', [stack.administrator.tenantId]);
  return {
    ai, stack, rows,
    administrator: await signIn(stack.baseUrl, stack.administrator),
    async close() {
      await rows.end();
      await stack.stop();
      await ai.close();
    },
  };
}

export async function signIn(baseUrl: string, { email, password }: { email: string; password: string }): Promise<ApiClient> {
  const answer = await fetch(`${baseUrl}/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password }) });
  const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  return new ApiClient(baseUrl, { cookie, 'x-comprobante-console': '1' });
}

/** The document's lines in the ledger, in order. */
export async function linesOf({ rows }: AiStack, documentId: string): Promise<Record<string, unknown>[]> {
  return (await rows.query<Record<string, unknown>>('SELECT * FROM ai_calls WHERE document_id = $1 ORDER BY attempt', [documentId])).rows;
}

export async function consultStep({ stack }: AiStack, id: string): Promise<Step | undefined> {
  return (await stack.api.call('getTrace', { params: { id } })).steps.find(({ name }) => name === 'consult');
}

export const reasonsOf = ({ reasons }: Document): string[] => reasons.map(({ code, field }) => `${code}:${field ?? ''}`);

/** Uploads a doubtful invoice, whose values the server is shown too. */
export async function uploadDoubtful({ ai, stack }: AiStack, { note = '', clientId = stack.client.id, ...overrides }: Partial<ArgentineInvoice> & { note?: string; clientId?: string } = {}): Promise<{ id: string; truth: Record<string, string> }> {
  const invoice = anInvoice({ withQr: false, ...overrides });
  const truth = truthOf(invoice);
  ai.show({ ...truth, issuerName: invoice.issuerName, recipientName: invoice.recipientName, invoiceType: 'A' });
  return { id: await stack.api.uploadOne(clientId, 'dudosa.pdf', await unlabelledInvoicePdf(invoice, note)), truth };
}
