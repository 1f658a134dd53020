// A server with OpenAI's protocol whose answers are scripted, exactly the part of it that the product touches: chat completions with a JSON schema.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { ExternalValues } from '../../domain/reading/external/external-values.ts';
import { answerOf, scenarios, type Reply, type ScenarioName } from './scenarios.ts';
import { strictFaults } from './strict-schema.ts';

type Part = { type: 'text'; text: string } | { type: 'image_url'; image_url: { url: string } };

export interface ChatRequest {
  model: string;
  messages: { role: string; content: string | Part[] }[];
  response_format?: { type: string; json_schema?: { name: string; strict?: boolean; schema?: unknown } };
  tools?: unknown;
  max_completion_tokens?: number;
}

export interface Call {
  at: number;
  headers: Record<string, string>;
  body: ChatRequest;
  scenario: ScenarioName | 'refused-request';
  /** The caller went away before the answer was sent. */
  isAborted: boolean;
}

export interface OpenAiServer {
  /** With the path of the API, as `OPENAI_BASE_URL` takes it. */
  baseUrl: string;
  apiKey: string;
  calls: Call[];
  /** The scenarios of the next calls, one each; the last goes on for all that follow. */
  script(...names: [ScenarioName, ...ScenarioName[]]): void;
  /** The values that the next answers are made of. */
  show(fields: ExternalValues['fields'], rest?: Partial<ExternalValues>): void;
  close(): Promise<void>;
}

export async function startOpenAiServer({ port = 0, apiKey = 'sk-scripted' }: { port?: number; apiKey?: string } = {}): Promise<OpenAiServer> {
  const calls: Call[] = [];
  let names: ScenarioName[] = ['good'];
  let values = answerOf({});
  const server = createServer((req, res) => void answer(req, res).catch(() => res.destroy()));

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    if (req.method !== 'POST' || req.url !== '/v1/chat/completions') return send(res, refused(404, 'Unknown path'));
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as ChatRequest;
    const fault = requestFault(body, req.headers.authorization === `Bearer ${apiKey}`);
    const scenario = names.length > 1 ? (names.shift() as ScenarioName) : (names[0] as ScenarioName);
    const call: Call = { at: Date.now(), headers: req.headers as Record<string, string>, body, scenario: fault ? 'refused-request' : scenario, isAborted: false };
    calls.push(call);
    res.once('close', () => { call.isAborted = !res.writableFinished; });
    send(res, fault ?? scenarios[scenario](body.model, values));
  }

  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as { port: number }).port}/v1`, apiKey, calls,
    script: (...next) => { names = [...next]; },
    show: (fields, rest) => { values = answerOf(fields, rest); },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const refused = (status: number, message: string): Reply => ({ status, body: { error: { type: 'invalid_request_error', message, code: null, param: null } } });

/** What the real server would refuse too. */
function requestFault({ model, messages, response_format: format }: ChatRequest, isKeyRight: boolean): Reply | null {
  if (!isKeyRight) return refused(401, 'Incorrect API key provided.');
  if (!model) return refused(400, 'you must provide a model parameter');
  if (!messages?.length) return refused(400, 'messages is empty');
  if (format?.type !== 'json_schema' || format.json_schema?.strict !== true || !/^[\w-]{1,64}$/.test(format.json_schema.name)) return refused(400, 'response_format is not a strict json_schema');
  const faults = strictFaults(format.json_schema.schema);
  return faults.length > 0 ? refused(400, `Invalid schema for response_format: ${faults.join('; ')}`) : null;
}

function send(res: ServerResponse, { status, headers, body, delayMs = 0 }: Reply): void {
  const timer = setTimeout(() => {
    res.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_scripted', ...headers });
    res.end(typeof body === 'string' ? body : JSON.stringify(body));
  }, delayMs);
  res.once('close', () => clearTimeout(timer));
}
