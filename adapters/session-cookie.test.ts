import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { sessionToken } from './session-cookie.ts';

const signed = (token: string, secret = 'secreto') => encodeURIComponent(`${token}.${createHmac('sha256', secret).update(token).digest('base64')}`);

it.each([
  ['ours', `a=1; sesion=${signed('token')}; b=2`, 'token'],
  ['one whose token holds a point', `sesion=${signed('to.ken')}`, 'to.ken'],
  ['signed with another secret', `sesion=${signed('token', 'otro')}`, null],
  ['another token under our signature', `sesion=otro${signed('token').slice('token'.length)}`, null],
  ['a token alone', 'sesion=token', null],
  ['nothing but a point', 'sesion=.', null],
  ['another cookie', `otra=${signed('token')}`, null],
  ['none', undefined, null],
])('%s', (_what, cookie, token) => {
  expect(sessionToken(cookie, 'sesion', 'secreto')).toBe(token);
});
