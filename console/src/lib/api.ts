// The one door for HTTP: every call of the console goes through here, typed by the route table.
import { ApiError, errorFromBody } from './api-error.ts';
import { routes, type RouteInput, type RouteName, type RouteResponse } from './contract.ts';
import { requestUrl } from './request-url.ts';
import { mayBeSignedIn, noteSignedIn } from './state/session-hint.ts';

type Part<N extends RouteName, K extends 'params' | 'query' | 'body'> = RouteInput<N>[K];
type CallInput<N extends RouteName> =
  (Part<N, 'params'> extends undefined ? object : { params: Part<N, 'params'> }) &
  (Part<N, 'query'> extends undefined ? object : { query?: Part<N, 'query'> }) &
  (Part<N, 'body'> extends undefined ? object : { body: Part<N, 'body'> }) &
  {
    signal?: AbortSignal;
    /** The request outlives the page, where its body is small enough for what browsers allow. */
    keepalive?: boolean;
  };
type CallArguments<N extends RouteName> = object extends CallInput<N> ? [input?: CallInput<N>] : [input: CallInput<N>];

/** Cross-site pages cannot send this header without a preflight that the API refuses. */
export const consoleHeader = { 'x-comprobante-console': '1' };

/** Browsers allow 64 kB, all such requests together; a character has up to three bytes. */
const keepaliveCharacters = 16_000;

let onUnauthenticated: () => void = () => undefined;

/** Who is told when a call finds that nobody is signed in any more. */
export function whenUnauthenticated(listener: () => void): void {
  onUnauthenticated = listener;
}

/** Spares a question whose answer is known: another window of this browser may have signed out. */
function requireHint(): void {
  if (mayBeSignedIn()) return;
  onUnauthenticated();
  throw new ApiError('unauthenticated', { status: 401 });
}

/** The error of an answer, told to the session where it says that nobody is signed in. */
export function refusal(status: number, text: string): ApiError {
  const error = errorFromBody(status, text);
  if (error.code === 'unauthenticated') {
    noteSignedIn(false);
    onUnauthenticated();
  }
  return error;
}

/** The URL of a route whose answer the browser itself loads, such as a page image. */
export function urlOf<N extends RouteName>(name: N, params: Record<string, unknown>, query: Record<string, unknown> = {}): string {
  return requestUrl(routes[name].path, params, query);
}

/** Calls a route by name. Throws ApiError; an aborted call throws the signal's reason. */
export async function call<N extends RouteName>(name: N, ...[input]: CallArguments<N>): Promise<RouteResponse<N>> {
  const { params, query, body, signal, keepalive = false } = (input ?? {}) as { params?: object; query?: object; body?: unknown; signal?: AbortSignal; keepalive?: boolean };
  const { method, path, isPublic } = routes[name];
  if (!isPublic) requireHint();
  const text = body === undefined ? undefined : JSON.stringify(body);
  const response = await send(requestUrl(path, { ...params }, { ...query }), {
    method: method.toUpperCase(),
    headers: {
      accept: 'application/json',
      ...(method === 'get' ? {} : consoleHeader),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(text === undefined ? {} : { body: text }),
    ...(signal === undefined ? {} : { signal }),
    keepalive: keepalive && (text ?? '').length < keepaliveCharacters,
  });
  return read(response);
}

/** Calls a route that takes a file's bytes instead of JSON. Throws ApiError. */
export async function callWithFile<N extends RouteName>(name: N, file: Blob, mediaType: string, query: Part<N, 'query'>): Promise<RouteResponse<N>> {
  const { method, path } = routes[name];
  const response = await send(requestUrl(path, {}, { ...(query as object) }), {
    method: method.toUpperCase(), headers: { accept: 'application/json', 'content-type': mediaType, ...consoleHeader }, body: file,
  });
  return read(response);
}

async function read<N extends RouteName>(response: Response): Promise<RouteResponse<N>> {
  const text = await response.text();
  if (!response.ok) throw refusal(response.status, text);
  try {
    return (text === '' ? undefined : JSON.parse(text)) as RouteResponse<N>;
  } catch (cause) {
    throw new ApiError('unintelligible', { status: response.status, cause });
  }
}

/**
 * Opens a route that answers with a stream, such as server-sent events. Throws ApiError where it is refused; an aborted one
 * throws the signal's reason.
 */
export async function openStream(name: 'streamEvents', { headers, signal }: { headers: Record<string, string>; signal: AbortSignal }): Promise<ReadableStream<Uint8Array>> {
  requireHint();
  const response = await send(routes[name].path, { headers: { accept: 'text/event-stream', ...headers }, cache: 'no-store', signal });
  if (!response.ok) throw refusal(response.status, await response.text());
  if (response.body === null) throw new ApiError('unintelligible', { status: response.status });
  return response.body;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, credentials: 'same-origin', redirect: 'error' });
  } catch (cause) {
    if (init.signal?.aborted) throw init.signal.reason;
    throw new ApiError('unreachable', { cause });
  }
}
