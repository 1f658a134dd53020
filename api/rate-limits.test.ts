import { once } from 'node:events';
import type { Server } from 'node:http';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AppError } from '../contract/errors.ts';
import type { Caller } from './caller.ts';
import { createRateLimits } from './rate-limits.ts';

let server: Server;
let url: string;

beforeAll(async () => {
  const { caller, stranger } = createRateLimits({ requests: 3, refused: 2 });
  const app = express();
  app.get('/stranger', stranger, (_req, res) => { res.sendStatus(401); });
  app.get('/{:key}', (req, _res, next) => {
    if (req.params['key']) req.caller = { actor: { kind: 'api_key', id: req.params['key'], name: '' } } as Caller;
    next();
  }, caller, (_req, res) => { res.sendStatus(200); });
  app.use(((error: AppError, _req, res, _next) => { res.sendStatus(error.status); }) satisfies express.ErrorRequestHandler);
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => { server.close(); });

const ask = async (path: string, times: number) => {
  const answers: Response[] = [];
  for (let i = 0; i < times; i++) answers.push(await fetch(url + path));
  return answers;
};
const statuses = (answers: Response[]) => answers.map((a) => a.status);

it('count each key by itself, whatever its address does, and say so in the standard headers', async () => {
  const answers = await ask('/one', 4);
  expect(statuses(answers)).toEqual([200, 200, 200, 429]);
  expect(answers[0]?.headers.get('ratelimit-policy')).toMatch(/q=3; w=60/);
  expect(answers[1]?.headers.get('ratelimit')).toMatch(/r=1; t=\d+/);
  expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(statuses(await ask('/two', 3))).toEqual([200, 200, 200]);
  expect(statuses(await ask('/', 4))).toEqual([200, 200, 200, 429]);
  expect(statuses(await ask('/one', 1))).toEqual([429]);
});

it('count credentials that do not hold by address', async () => {
  expect(statuses(await ask('/stranger', 3))).toEqual([401, 401, 429]);
  expect(statuses(await ask('/three', 1))).toEqual([200]);
});
