import type { Document, UploadResult } from '../../contract/document.ts';
import type { ErrorBody } from '../../contract/common.ts';
import { routes, type RouteInput, type RouteName, type RouteResponse } from '../../contract/routes.ts';
import { eventually } from './eventually.ts';

/** What a route may answer with; errors are read off it without narrowing first. */
type Body<N extends RouteName> = [RouteResponse<N>] extends [undefined] ? ErrorBody : RouteResponse<N> & ErrorBody;

export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

/** The route table as a client: typed by the contract, over real HTTP. */
export class ApiClient {
  readonly baseUrl: string;
  readonly headers: Record<string, string>;
  readonly timeoutMs: number;
  readonly logs: () => string;

  /**
   * A request that has not ended after `timeoutMs` rejects; long enough by default that only what hangs meets it.
   * @param logs What the API has logged: the lines of a request that failed are told with it.
   */
  constructor(baseUrl: string, headers: Record<string, string>, timeoutMs = 300_000, logs = () => '') {
    this.baseUrl = baseUrl;
    this.headers = headers;
    this.timeoutMs = timeoutMs;
    this.logs = logs;
  }

  /** The answer whatever its status. */
  async ask<N extends RouteName>(name: N, input: Partial<RouteInput<N>> = {}): Promise<Answer<Body<N>>> {
    const { method, path } = routes[name];
    const { params = {}, query = {}, body } = input as { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown };
    const url = new URL(path.replace(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(String(params[part]))), this.baseUrl);
    for (const [key, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(key, String(value));
    const response = await fetch(url, {
      method: method.toUpperCase(), signal: AbortSignal.timeout(this.timeoutMs), headers: { ...this.headers, ...(body !== undefined && { 'content-type': 'application/json' }) }, ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as Body<N> };
  }

  /** The body of an answer that went well. */
  async call<N extends RouteName>(name: N, input: Partial<RouteInput<N>> = {}): Promise<RouteResponse<N>> {
    const { status, body } = await this.ask(name, input);
    if (status >= 400) throw new Error(`${name} answered ${status}: ${JSON.stringify(body)}${status >= 500 ? this.#logged(body.error?.requestId) : ''}`);
    return body as RouteResponse<N>;
  }

  #logged(requestId: string): string {
    return this.logs().split('\n').filter((line) => line.includes(requestId)).map((line) => `\n${line}`).join('');
  }

  async upload(clientId: string, files: { name: string; bytes: Uint8Array }[], options: { autoProcess?: boolean; idempotencyKey?: string } = {}): Promise<Answer<UploadResult & ErrorBody>> {
    const form = new FormData();
    form.set('clientId', clientId);
    if (options.autoProcess !== undefined) form.set('autoProcess', String(options.autoProcess));
    for (const { name, bytes } of files) form.append('file', new Blob([new Uint8Array(bytes)]), name);
    const headers = { ...this.headers, ...(options.idempotencyKey && { 'idempotency-key': options.idempotencyKey }) };
    const response = await fetch(`${this.baseUrl}/v1/documents`, { method: 'POST', headers, body: form, signal: AbortSignal.timeout(this.timeoutMs) });
    return { status: response.status, headers: response.headers, body: (await response.json()) as UploadResult & ErrorBody };
  }

  /** Uploads one file and answers with its id. */
  async uploadOne(clientId: string, name: string, bytes: Uint8Array, options: { autoProcess?: boolean } = {}): Promise<string> {
    const { status, body } = await this.upload(clientId, [{ name, bytes }], options);
    const id = body.documents?.[0]?.id;
    if (status !== 202 || !id) throw new Error(`upload answered ${status}: ${JSON.stringify(body)}`);
    return id;
  }

  /** The document once it is in one of the statuses. */
  async until(documentId: string, ...statuses: Document['status'][]): Promise<Document> {
    return eventually(`document ${documentId} is ${statuses.join(' or ')}`, () => this.call('getDocument', { params: { id: documentId } }), (d) => statuses.includes(d.status), 60_000);
  }
}
