// Running products for all files that ask nothing of one but that it runs; each has a tenant of its own there. A product for each file was a third of the suite's processor time,
// most of it code that runs for the first time.
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { startMailServer } from './mail-server.ts';
import { createMailbox, type Mail, type Mailbox } from './mailbox.ts';
import { newTenant, type NewTenant } from './new-tenant.ts';
import { startStack, type Stack } from './start-stack.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where files ask for the shared stacks and their mails. */
    sharedStackUrl: string;
  }
}

type Shared = Pick<Stack, 'baseUrl' | 'env'>;

/** What a file has of a stack that others use too. */
export type JoinedStack = Shared & NewTenant & {
  /** Of everybody who shares the stack: a file's addresses are its own. */
  mail: Mailbox;
};

const mebibyte = 1024 * 1024;
/** What uploads may be in the shared stacks. */
export const sharedUploads = { maxBytes: 6 * mebibyte, maxFiles: 10 };

/** Set-up of a project: starts each stack when the first file asks for it, and stops it after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const mail = await startMailServer();
  const started: Partial<Record<string, Promise<Stack>>> = {};
  // Nobody sees what these log, and a line for each of thousands of requests costs both who writes and who keeps it.
  const start = (worker: boolean) => startStack({ worker, env: { READ_SLOTS: '2', LOG_LEVEL: 'warn', SMTP_URL: mail.url, UPLOAD_MAX_BYTES: String(sharedUploads.maxBytes), UPLOAD_MAX_FILES: String(sharedUploads.maxFiles) } });
  const answers: Record<string, (query: URLSearchParams) => Promise<unknown>> = {
    '/stack': async (query) => {
      const worker = query.get('worker') !== 'false';
      const { baseUrl, env } = await (started[String(worker)] ??= start(worker));
      return { baseUrl, env } satisfies Shared;
    },
    '/mails': async (query) => (await mail.to(query.get('to') ?? '')).map(({ subject, text }) => ({ subject, text }) satisfies Mail),
    '/refusals': async (query) => mail.refuse(query.get('to') ?? '', Number(query.get('count'))).then(() => null),
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    Promise.resolve(answers[pathname]?.(searchParams)).then((answer) => response.end(JSON.stringify(answer)), (error: Error) => response.writeHead(500).end(error.stack));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  project.provide('sharedStackUrl', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.close();
    await Promise.all(Object.values(started).map(async (stack) => (await stack?.catch(() => undefined))?.stop()));
    await mail.close();
  };
}

async function ask<T>(path: string, query: Record<string, string>): Promise<T> {
  const answer = await fetch(`${inject('sharedStackUrl')}${path}?${new URLSearchParams(query)}`);
  if (!answer.ok) throw new Error(await answer.text());
  return await answer.json() as T;
}

const sharedMail = createMailbox({
  to: (address) => ask('/mails', { to: address }),
  refuse: (address, count) => ask('/refusals', { to: address, count: String(count) }),
});

/** A tenant of one's own in a shared stack. Without a worker there is a stack of its own: what is uploaded there stays as it is. */
export async function joinStack({ worker = true } = {}): Promise<JoinedStack> {
  const shared = await ask<Shared>('/stack', { worker: String(worker) });
  return { ...shared, ...await newTenant(shared), mail: sharedMail };
}
