import { expect, it } from 'vitest';
import { forShell, listExample, requeueExample } from './curl-examples.ts';
import { eventExample, verifyExamples } from './guide-examples.ts';

const base = 'http://localhost:8787';

it('keeps the address together in a shell', () => {
  expect(forShell(listExample(base))).toContain(`'${base}/v1/documents?limit=20&offset=0'`);
  expect(forShell(requeueExample(base))).toContain("/requeue'");
});

it('shows a body that is JSON', () => {
  expect(JSON.parse(forShell(eventExample))).toMatchObject({ event: 'document.processed', data: { confidence: 0.98 } });
});

it('gives receivers the code that the tests run', () => {
  expect(verifyExamples.map(({ language, code }) => [language, /export function verify|def verify|openssl dgst/.test(code)])).toEqual([['Node', true], ['Python', true], ['openssl', true]]);
});
