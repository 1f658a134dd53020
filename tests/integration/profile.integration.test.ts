// A person's own: name, login e-mail, password, sessions, second factor, and what an attacker learns of them.
import { Secret, TOTP } from 'otpauth';
import { beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../harness/api-client.ts';
import { eventually } from '../harness/eventually.ts';
import type { Mailbox } from '../harness/mailbox.ts';
import { newPerson as makePerson, signIn } from '../harness/person.ts';
import { openStackDatabase } from '../harness/publish.ts';
import { joinStack, type JoinedStack } from '../harness/shared-stack.ts';

let stack: JoinedStack;
let mail: Mailbox;
const nobody = () => new ApiClient(stack.baseUrl, {});
const first = 'un tranvía llamado deseo';
const second = 'otra frase bastante larga';

beforeAll(async () => {
  stack = await joinStack({ worker: false });
  ({ mail } = stack);
});

const newPerson = (email: string): Promise<ApiClient> => makePerson(stack, { email, password: first });

const mayEnter = async (email: string, password: string) => (await nobody().ask('signIn', { body: { email, password } })).status === 200;

describe('password', () => {
  it('is changed by whoever knows it; every other session ends; a mail says so', async () => {
    const email = 'clave@perfil.example';
    const here = await newPerson(email);
    const there = await signIn(stack.baseUrl, { email, password: first });
    expect((await here.ask('changePassword', { body: { currentPassword: 'no es', newPassword: second } })).body.error.code).toBe('password_wrong');
    expect((await here.ask('changePassword', { body: { currentPassword: first, newPassword: 'corta' } })).status).toBe(400);
    expect((await here.ask('changePassword', { body: { currentPassword: first, newPassword: email } })).body.error.code).toBe('password_too_common');
    expect((await here.ask('changePassword', { body: { currentPassword: first, newPassword: second } })).status).toBe(204);
    expect([(await here.ask('getProfile')).status, (await there.ask('getProfile')).status]).toEqual([200, 401]);
    expect([await mayEnter(email, first), await mayEnter(email, second)]).toEqual([false, true]);
    await mail.find(email, /demás sesiones terminaron/);
  });

  it('is reset by a mailed link that works once; every session ends', async () => {
    const email = 'olvido@perfil.example';
    const lost = await newPerson(email);
    expect((await nobody().ask('requestPasswordReset', { body: { email } })).status).toBe(202);
    const token = await mail.token(email, /nueva contraseña/);
    expect((await nobody().ask('resetPassword', { body: { token, password: 'qwerty123456' } })).body.error.code).toBe('password_too_common');
    const answers = await Promise.all([1, 2].map(() => nobody().ask('resetPassword', { body: { token, password: second } })));
    expect(answers.map((a) => a.status).sort()).toEqual([204, 410]);
    expect((await lost.ask('getProfile')).status).toBe(401);
    expect([await mayEnter(email, first), await mayEnter(email, second)]).toEqual([false, true]);
  });

  it('a reset asked for an unknown e-mail answers the same, as quickly, and mails nothing', async () => {
    const email = 'conocido@perfil.example';
    await newPerson(email);
    const timed = async (to: string) => {
      const startedAt = performance.now();
      const { status, body } = await nobody().ask('requestPasswordReset', { body: { email: to } });
      return { answer: [status, body], ms: performance.now() - startedAt };
    };
    const [known, unknown] = [await timed(email), await timed('desconocido@perfil.example')];
    expect(known.answer).toEqual(unknown.answer);
    await mail.find(email);
    expect(await mail.to('desconocido@perfil.example')).toEqual([]);
    for (let i = 0; i < 4; i++) await nobody().ask('requestPasswordReset', { body: { email } });
    await eventually('the mails stop', () => mail.to(email), ({ length }) => length === 3);
  });

  it('takes as long to refuse for an e-mail that has no account', async () => {
    const email = 'tiempo@perfil.example';
    // With a password at its true price.
    await stack.admin('create-user', '--email', email, '--name', 'Tiempo', '--password', first);
    const timed = async (to: string) => {
      const startedAt = performance.now();
      expect((await nobody().ask('signIn', { body: { email: to, password: 'no es esta' } })).status).toBe(401);
      return performance.now() - startedAt;
    };
    // By turns, and the quickest of each: what else the machine does takes its time from both, and only ever adds.
    let [known, unknown] = [Infinity, Infinity];
    for (let i = 0; i < 7; i++) [known, unknown] = [Math.min(known, await timed(email)), Math.min(unknown, await timed('fantasma@perfil.example'))];
    expect(unknown / known, `${known} ms and ${unknown} ms`).toBeGreaterThan(0.4);
    expect(unknown / known, `${known} ms and ${unknown} ms`).toBeLessThan(2.5);
  });

  it('of one account is guessed ten times from one address, and no more', async () => {
    const email = 'fuerza@perfil.example';
    await newPerson(email);
    const guesses = await Promise.all(Array.from({ length: 14 }, () => nobody().ask('signIn', { body: { email, password: 'no es esta' } })));
    expect(guesses.filter((g) => g.status === 401)).toHaveLength(10);
    const right = await nobody().ask('signIn', { body: { email, password: first } });
    expect([right.status, right.body.error.code, Number(right.headers.get('retry-after')) > 0]).toEqual([429, 'rate_limited', true]);
  });
});

describe('login e-mail', () => {
  it('changes once the new address confirms; the old one is told', async () => {
    const [email, newEmail] = ['vieja@perfil.example', 'nueva@perfil.example'];
    const person = await newPerson(email);
    expect((await person.ask('changeEmail', { body: { email: newEmail, password: 'no es' } })).body.error.code).toBe('password_wrong');
    expect((await person.ask('changeEmail', { body: { email: newEmail, password: first } })).status).toBe(202);
    await mail.find(email, /nueva@perfil\.example/);
    expect((await person.call('getProfile')).email).toBe(email);
    const token = await mail.token(newEmail);
    await nobody().call('confirmEmail', { body: { token } });
    expect((await nobody().ask('confirmEmail', { body: { token } })).body.error.code).toBe('token_invalid');
    expect((await person.call('getProfile')).email).toBe(newEmail);
    expect([await mayEnter(email, first), await mayEnter(newEmail, first)]).toEqual([false, true]);
  });

  it('that somebody else has is not told to whoever asks', async () => {
    const person = await newPerson('curiosa@perfil.example');
    await newPerson('ocupada@perfil.example');
    expect((await person.ask('changeEmail', { body: { email: 'ocupada@perfil.example', password: first } })).status).toBe(202);
    await mail.find('ocupada@perfil.example', /ya tiene una/);
  });

  it('a link to reset the password, mailed to the old address, ends with it', async () => {
    const email = 'antes@perfil.example';
    const person = await newPerson(email);
    await nobody().ask('requestPasswordReset', { body: { email } });
    const reset = await mail.token(email, /nueva contraseña/);
    await person.call('changeEmail', { body: { email: 'despues@perfil.example', password: first } });
    await nobody().call('confirmEmail', { body: { token: await mail.token('despues@perfil.example') } });
    expect((await nobody().ask('resetPassword', { body: { token: reset, password: second } })).body.error.code).toBe('token_invalid');
  });
});

describe('sessions', () => {
  it('are listed, ended one by one and all but this one', async () => {
    const email = 'varias@perfil.example';
    const here = await newPerson(email);
    const [there, elsewhere] = [await signIn(stack.baseUrl, { email, password: first }), await signIn(stack.baseUrl, { email, password: first })];
    const { items } = await there.call('listSessions');
    expect([items.length, items.filter((s) => s.isCurrent).length]).toEqual([3, 1]);
    await here.call('revokeSession', { params: { id: items.find((s) => s.isCurrent)?.id ?? '' } });
    expect([(await there.ask('getProfile')).status, (await elsewhere.ask('getProfile')).status]).toEqual([401, 200]);
    const stranger = await newPerson('extrana@perfil.example');
    const mine = (await here.call('listSessions')).items.find((s) => s.isCurrent);
    expect((await stranger.ask('revokeSession', { params: { id: mine?.id ?? '' } })).status).toBe(404);
    await here.call('revokeOtherSessions');
    expect([(await elsewhere.ask('getProfile')).status, (await here.ask('getProfile')).status]).toEqual([401, 200]);
  });

  it('are prolonged while they are used, and over where they were not', async () => {
    const email = 'constante@perfil.example';
    const person = await newPerson(email);
    const db = openStackDatabase(stack.env, 1);
    const endAt = (hours: number) => db.system.session.updateMany({ where: { user: { email } }, data: { expiresAt: new Date(Date.now() + hours * 3_600_000) } });
    const hoursLeft = async () => (Number((await db.system.session.findFirstOrThrow({ where: { user: { email } } })).expiresAt) - Date.now()) / 3_600_000;
    expect((await person.ask('getProfile')).headers.getSetCookie()).toEqual([]);
    await endAt(1);
    expect((await person.ask('getProfile')).headers.getSetCookie().join()).toMatch(/session_token=.*HttpOnly/);
    expect(await hoursLeft()).toBeGreaterThan(11.9);
    await endAt(-1);
    expect((await person.ask('getProfile')).status).toBe(401);
    await db.close();
  });

  it('are never opened by a key', async () => {
    expect((await stack.api.ask('getProfile')).body.error.code).toBe('forbidden');
    expect((await stack.api.ask('changePassword', { body: { currentPassword: first, newPassword: second } })).body.error.code).toBe('forbidden');
  });
});

describe('second factor', () => {
  it('is asked for once confirmed; a code works once; recovery codes work once each', async () => {
    const email = 'doble@perfil.example';
    const person = await newPerson(email);
    await person.call('updateProfile', { body: { name: 'Ana Gómez', language: 'en' } });
    const { secret, uri } = await person.call('prepareSecondFactor', { body: { password: first } });
    expect(uri).toContain(encodeURIComponent(email));
    const codeAt = (ms: number) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + ms });
    expect(await mayEnter(email, first)).toBe(true);
    const { recoveryCodes } = await person.call('confirmSecondFactor', { body: { code: codeAt(-30_000) } });
    expect(recoveryCodes).toHaveLength(10);
    const enter = async (code?: string) => {
      const { status, body } = await nobody().ask('signIn', { body: { email, password: first, code } });
      return status === 200 ? 'in' : body.error.code;
    };
    const now = codeAt(0);
    expect([await enter(), await enter('000000'), await enter(now), await enter(now)]).toEqual(['second_factor_needed', 'second_factor_invalid', 'in', 'second_factor_invalid']);
    expect([await enter(recoveryCodes[0]), await enter(recoveryCodes[0]), await enter(recoveryCodes[1]?.toLowerCase())]).toEqual(['in', 'second_factor_invalid', 'in']);
    expect(await person.call('getProfile')).toMatchObject({ name: 'Ana Gómez', language: 'en', secondFactor: { recoveryCodesLeft: 8 } });
    expect((await person.call('listMembers', { query: { limit: 100 } })).items.find((m) => m.email === email)).toMatchObject({ secondFactor: true, name: 'Ana Gómez' });
    expect((await person.ask('prepareSecondFactor', { body: { password: first } })).body.error.code).toBe('second_factor_enabled');
    expect((await person.ask('removeSecondFactor', { body: { password: 'no es' } })).body.error.code).toBe('password_wrong');
    await person.call('removeSecondFactor', { body: { password: first } });
    expect(await enter()).toBe('in');
  });
});
