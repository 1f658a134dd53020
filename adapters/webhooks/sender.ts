// The one door for HTTP to the outside: addresses are checked as they are dialled, redirects are not followed, answers are read in part.
import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Agent, request } from 'undici';
import type { WebhookConfig } from '../../config.ts';
import type { AttemptFault } from '../../contract/webhook.ts';
import { createAddressGuard } from './address-guard.ts';

export interface Answer {
  /** null where no answer came. */
  status: number | null;
  headers: Record<string, string>;
  /** The first 16 kB. */
  body: string;
  /** Why there was no answer. */
  error: AttemptFault | null;
  durationMs: number;
}

export interface WebhookSender {
  /** Why the URL can't be an endpoint, or null. Names are judged again at each connection. */
  refuse(url: string): Promise<string | null>;
  post(url: string, headers: Record<string, string>, body: string): Promise<Answer>;
  close(): Promise<void>;
}

const answerBytes = 16 * 1024;

export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

type SenderOptions = Pick<WebhookConfig, 'timeoutMs' | 'allowHttp' | 'allowAddresses'> & {
  /** How names become addresses; the system's way by default. */
  resolve?: Resolve;
};

export function createWebhookSender({ timeoutMs, allowHttp, allowAddresses, resolve = (hostname) => lookup(hostname, { all: true }) }: SenderOptions): WebhookSender {
  const guard = createAddressGuard(allowAddresses);
  /** Plain http is for those who allow it, and for addresses that were named as exceptions. */
  const mayReach = (address: string, isPlain: boolean) => (isPlain && !allowHttp ? guard.isException(address) : guard.allows(address));

  /** The addresses that pass are the ones dialled: a name that changes its answer afterwards gains nothing. */
  async function reachable(hostname: string, isPlain: boolean): Promise<LookupAddress[]> {
    const addresses = (await resolve(hostname)).filter(({ address }) => mayReach(address, isPlain));
    if (addresses.length === 0) throw Object.assign(new Error(`${hostname} is not at an address that may be reached`), { code: 'ADDRESS_REFUSED' });
    return addresses;
  }

  const open = (isPlain: boolean) => new Agent({
    connectTimeout: timeoutMs, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, keepAliveTimeout: 10_000, maxResponseSize: -1, pipelining: 1, connections: 64,
    connect: {
      lookup(hostname, options, callback) {
        reachable(hostname, isPlain).then(
          (addresses) => {
            if (typeof options === 'object' && options.all) callback(null, addresses);
            else callback(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 4);
          },
          (error: NodeJS.ErrnoException) => callback(error, '', 4));
      },
    },
  });
  const agents = { 'http:': open(true), 'https:': open(false) } as const;

  return {
    async refuse(text) {
      const url = URL.parse(text);
      if (!url || !isWeb(url.protocol)) return 'not an http or https URL';
      if (url.username || url.password) return 'credentials do not belong into the URL';
      const host = bareHost(url);
      const addresses = isIP(host) ? [{ address: host }] : await resolve(host).catch(() => []);
      if (addresses.length === 0) return 'the name cannot be resolved';
      if (addresses.some(({ address }) => !guard.allows(address))) return 'the address is not public; whoever runs this can allow it by WEBHOOK_ALLOW_ADDRESSES';
      return addresses.every(({ address }) => mayReach(address, url.protocol === 'http:')) ? null : 'http is not allowed here; use https';
    },
    async post(url, headers, body) {
      const startedAt = performance.now();
      const answer = (rest: Omit<Answer, 'durationMs'>): Answer => ({ ...rest, durationMs: Math.round(performance.now() - startedAt) });
      const nothing = (error: AttemptFault) => answer({ status: null, headers: {}, body: '', error });
      const { protocol, host } = partsOf(url);
      // A literal address is dialled without a look-up, so it is judged here.
      if (!isWeb(protocol) || (isIP(host) && !mayReach(host, protocol === 'http:'))) return nothing('address_refused');
      try {
        const response = await request(url, { method: 'POST', headers, body, dispatcher: agents[protocol], signal: AbortSignal.timeout(timeoutMs) });
        const text = await readPart(response.body);
        return answer({ status: response.statusCode, headers: flatten(response.headers), body: text, error: null });
      } catch (error) {
        return nothing(reasonOf(error));
      }
    },
    close: async () => void await Promise.all(Object.values(agents).map((agent) => agent.close())),
  };
}

const isWeb = (protocol: string): protocol is 'http:' | 'https:' => protocol === 'http:' || protocol === 'https:';

function partsOf(text: string): { protocol: string; host: string } {
  const url = new URL(text);
  return { protocol: url.protocol, host: bareHost(url) };
}

const bareHost = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, '');

async function readPart(body: AsyncIterable<Buffer> & { destroy(): unknown }): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= answerBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, answerBytes).toString('utf8').replaceAll('\u0000', '');
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).slice(0, 50).map(([name, value]) => [name, [value].flat().join(', ').slice(0, 1000)]));
}

function reasonOf(error: unknown): AttemptFault {
  const codes: string[] = [];
  for (let e = error as { code?: string; name?: string; cause?: unknown } | undefined; e; e = e.cause as typeof e) codes.push(e.code ?? '', e.name ?? '');
  if (codes.includes('ADDRESS_REFUSED')) return 'address_refused';
  if (codes.some((c) => /timeout/i.test(c))) return 'timeout';
  return 'connection_failed';
}
