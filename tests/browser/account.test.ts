// People and their studio in the console: coming in by every door, profile, users, tenant data, defaults, the platform's settings.
import { Secret, TOTP } from 'otpauth';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Role } from '../../contract/permissions.ts';
import type { Mailbox } from '../harness/mailbox.ts';
import { addPerson } from '../harness/person.ts';
import { joinStack, type JoinedStack } from '../harness/shared-stack.ts';
import { closeWindows, focused, openBrowser, signIn, visit, type Visit } from './browser.ts';
import { violations } from './accessibility.ts';
import { wordsOf } from './words.ts';

// A journey through many screens.
vi.setConfig({ testTimeout: 120_000 });

let stack: JoinedStack;
let mail: Mailbox;
let browser: Browser;
let current: Visit;
const password = 'un tranvía llamado deseo';

beforeAll(async () => {
  [stack, browser] = await Promise.all([joinStack({ worker: false }), openBrowser()]);
  ({ mail } = stack);
});
afterEach(() => current?.close());
afterAll(closeWindows);

async function someone(email: string, role: Role, tenantId = stack.administrator.tenantId): Promise<{ email: string; password: string }> {
  await addPerson(stack, { email, password, role, tenantId });
  return { email, password };
}

const sound = async ({ page, complaints }: Visit) => {
  expect(await violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
};

describe.each([['es', 'light'], ['en', 'dark']] as const)('in %s', (language, theme) => {
  const t = wordsOf(language);
  const open = async (options: Parameters<typeof visit>[2] = {}) => (current = await visit(browser, stack, { language, theme, ...options }));
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  it('somebody is invited, joins by the mailed link, changes role and is removed', async () => {
    const email = `nueva-${language}@cuenta.example`;
    const { page } = await open();
    await page.goto('/users');
    await press(page, t('invite_title'));
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t('invite_email')).fill(email);
    await dialog.getByRole('button', { name: t('invite_send') }).click();
    await page.getByRole('row', { name: email }).getByText(t('invitation_status_pending')).waitFor();
    await page.getByRole('button', { name: `${t('invitation_resend')} ${email}` }).click();
    await page.getByText(t('invitation_resent', { email })).waitFor();

    // The first link is void once the second is sent, and each comes when it comes.
    await expect.poll(() => mail.to(email).then(({ length }) => length), { timeout: 20_000 }).toBe(2);
    const guest = await visit(browser, stack, { language, theme, as: null });
    await guest.page.goto(`/access/accept-invitation#${await mail.token(email)}`);
    await guest.page.getByLabel(t('your_name')).fill('Ana Gómez');
    await guest.page.getByLabel(t('new_password'), { exact: true }).fill(password);
    await sound(guest);
    await press(guest.page, t('invitation_accept'));
    await guest.page.waitForURL((url) => url.pathname === '/');
    await guest.page.getByText(email).filter({ visible: true }).first().waitFor();

    await page.reload();
    await page.getByLabel(t('user_role_of', { name: 'Ana Gómez' })).selectOption('operator');
    await page.getByText(t('user_role_saved', { name: 'Ana Gómez', role: t('role_operator') })).waitFor();
    await sound(current);
    await page.getByRole('button', { name: `${t('user_remove')} Ana Gómez` }).click();
    await page.getByRole('dialog').getByRole('button', { name: t('user_remove') }).click();
    await page.getByText(t('user_removed', { name: 'Ana Gómez' })).waitFor();
    await guest.page.goto('/documents');
    await guest.page.getByText(t('no_tenant_title')).waitFor();
    await guest.close();
  });

  it('a second factor is set up by its code, asked for at sign-in, and a recovery code stands in for it', async () => {
    const person = await someone(`factor-${language}@cuenta.example`, 'reviewer');
    const { page } = await open({ as: person });
    await page.goto('/profile');
    await press(page, t('profile_factor_enable'));
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t('profile_password_current'), { exact: true }).fill(password);
    await dialog.getByRole('button', { name: t('profile_factor_enable') }).click();
    await dialog.getByRole('img', { name: t('profile_factor_qr') }).waitFor();
    await sound(current);
    const secret = await dialog.locator('code').textContent();
    const totp = new TOTP({ secret: Secret.fromBase32(secret as string) });
    await dialog.getByLabel(t('profile_factor_code')).fill(totp.generate());
    await dialog.getByRole('button', { name: t('profile_factor_confirm'), exact: true }).click();
    const recovery = await dialog.locator('ol code').first().textContent();
    await dialog.getByRole('button', { name: t('profile_factor_codes_kept') }).click();
    await page.getByText(t('profile_factor_on')).waitFor();

    await page.goto('/access');
    await press(page, t('sign_out'));
    await page.getByLabel(t('email')).fill(person.email);
    await page.getByLabel(t('password'), { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await page.getByText(t('code_lede')).waitFor();
    // The browser itself reports the first answer, which asks for the code.
    expect(await violations(page)).toEqual([]);
    await page.getByLabel(t('code_label')).fill(recovery as string);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/');
  });

  it('a forgotten password is set anew by the mailed link', async () => {
    const person = await someone(`olvido-${language}@cuenta.example`, 'viewer');
    const { page } = await open({ as: null });
    await page.goto('/access');
    await page.getByRole('link', { name: t('forgot_link') }).click();
    await page.getByRole('heading', { name: t('forgot_title') }).waitFor();
    await sound(current);
    await page.getByLabel(t('email')).fill(person.email);
    await press(page, t('forgot_send'));
    await page.getByRole('heading', { name: t('forgot_sent_title') }).waitFor();
    await page.goto(`/access/reset-password#${await mail.token(person.email)}`);
    await page.getByLabel(t('new_password'), { exact: true }).fill('otra frase bien larga');
    await sound(current);
    await press(page, t('reset_save'));
    await page.getByText(t('reset_done')).waitFor();
    await signIn(page, { ...person, password: 'otra frase bien larga' }, language);
  });

  it('the profile keeps name, language, e-mail and sessions', async () => {
    const person = await someone(`perfil-${language}@cuenta.example`, 'reviewer');
    const elsewhere = await visit(browser, stack, { as: person });
    const { page } = await open({ as: person });
    await page.goto('/profile');
    await page.getByLabel(t('profile_name')).fill('Otro Nombre');
    await page.getByLabel(t('profile_language')).selectOption(language);
    await press(page, t('save'));
    await page.getByText(t('profile_saved')).waitFor();
    await page.getByLabel(t('profile_email_new')).fill(`cambiado-${person.email}`);
    await page.getByLabel(t('profile_password_current'), { exact: true }).first().fill(password);
    await press(page, t('profile_email_change'));
    await page.getByText(t('profile_email_sent', { email: `cambiado-${person.email}` })).waitFor();
    await press(page, t('profile_session_end_others'));
    await page.getByText(t('profile_sessions_ended')).waitFor();
    await sound(current);
    await elsewhere.page.goto('/documents');
    await elsewhere.page.waitForURL((url) => url.pathname === '/access');
    await elsewhere.close();
    await page.goto(`/access/confirm-email#${await mail.token(`cambiado-${person.email}`)}`);
    await press(page, t('confirm_email_action'));
    await page.getByRole('heading', { name: t('confirm_email_done_title') }).waitFor();
    expect((await stack.api.call('listMembers', { query: { limit: 100 } })).items.map(({ email, name }) => `${name} ${email}`)).toContain(`Otro Nombre cambiado-${person.email}`);
  });

  it('tenant data, defaults and the platform\'s thresholds are kept, and each change is in the audit log', async () => {
    const { page } = await open();
    await page.goto('/tenant');
    await page.getByLabel(t('tenant_tax_id')).fill('30-50001091-3');
    await page.getByText(t('tax_id_hint_wrong')).waitFor();
    await page.getByLabel(t('tenant_tax_id')).fill('30-50001091-2');
    await page.getByLabel(t('tenant_legal_name')).fill(`Estudio Gómez ${language}`);
    await press(page, t('save'));
    await page.getByText(t('tenant_saved')).waitFor();
    await sound(current);

    await page.goto('/settings/defaults');
    await page.getByRole('switch', { name: t('defaults_auto') }).setChecked(language === 'en');
    await page.getByLabel(t('defaults_link_days')).fill('30');
    await press(page, t('save'));
    await page.getByText(t('defaults_saved')).waitFor();
    await sound(current);

    await page.goto('/settings/processing');
    await page.getByLabel(t('processing_external')).fill(language === 'es' ? '0' : '90');
    await press(page, t('save'));
    await page.getByText(t('processing_saved')).waitFor();
    await sound(current);

    expect(await stack.api.call('getTenant')).toMatchObject({ legalName: `Estudio Gómez ${language}`, taxId: '30500010912' });
    expect(await stack.api.call('getTenantDefaults')).toMatchObject({ autoProcess: language === 'en', linkExpiryDays: 30 });
    await page.goto('/audit');
    await page.getByLabel(t('audit_area')).selectOption('tenant.');
    await page.waitForURL((url) => url.searchParams.get('action') === 'tenant.');
    await page.getByText('tenant.updated').first().waitFor();
    await sound(current);
  });
});

it('who may not change or see something is told so', async () => {
  const viewer = await someone('consulta@cuenta.example', 'viewer');
  const { page } = (current = await visit(browser, stack, { as: viewer, language: 'en' }));
  await page.goto('/tenant');
  await page.getByText('Only whoever administers the studio can change this.').waitFor();
  expect(await page.getByLabel('Legal name').isEditable()).toBe(false);
  await page.goto('/settings/processing');
  await page.getByText('This is for the platform\'s administrator').waitFor();
  await page.goto('/audit');
  await page.getByText('It is for Owner and Admin').waitFor();
  expect(await page.getByRole('link', { name: 'Audit log' }).count()).toBe(0);
  await sound(current);
});

it('somebody with an account joins a second studio by keyboard alone, and chooses between them', async () => {
  const { id } = await stack.admin<{ id: string }>('create-tenant', '--name', 'Segundo estudio');
  const person = await someone('dos@cuenta.example', 'viewer', id);
  const owner = await visit(browser, stack);
  await owner.page.goto('/users');
  await owner.page.getByRole('button', { name: 'Invitar' }).press('Enter');
  await owner.page.getByLabel('Correo de quien invitas').pressSequentially(person.email);
  await owner.page.keyboard.press('Enter');
  await owner.page.getByText(`Invitación enviada a ${person.email}.`).waitFor();
  await owner.close();

  const { page } = (current = await visit(browser, stack, { as: null }));
  await page.goto(`/access/accept-invitation#${await mail.token(person.email)}`);
  await page.getByText('Ya tienes una cuenta').waitFor();
  await page.getByLabel('Contraseña', { exact: true }).focus();
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/');
  await page.goto('/access');
  await page.getByRole('button', { name: 'Abrir Segundo estudio' }).focus();
  expect(await focused(page)).toContain('Segundo estudio');
  await page.keyboard.press('Enter');
  await page.getByText('Ahora trabajas en Segundo estudio.').waitFor();
});

it('clients come in from a file, its faulty lines told, and go out again; a list is exported', async () => {
  const { page } = (current = await visit(browser, stack));
  await page.goto('/clients');
  await page.getByRole('button', { name: 'Importar CSV' }).click();
  const rows = ['nombre;CUIT;correo', 'Kiosco Central;30-50001091-2;kiosco@example.com', 'Taller Sur;30-50001091-9;', 'Bar Norte;;bar@example.com'];
  await page.getByLabel('Archivo CSV').setInputFiles({ name: 'clientes.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
  await page.getByText('Línea 3:').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Importar 2' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('row', { name: /Bar Norte/ }).waitFor();
  const [clients] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Exportar CSV' }).click()]);
  expect(await readDownload(clients)).toContain('Bar Norte');
  await stack.api.uploadOne(stack.client.id, 'exportada.pdf', Buffer.from('%PDF-1.7'));
  await page.goto('/documents?q=exportada');
  for (const format of ['CSV', 'XLSX', 'JSON']) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: format, exact: true }).click()]);
    expect((await readDownload(file)).length, format).toBeGreaterThan(0);
  }
  expect(current.complaints).toEqual([]);
});

async function readDownload(download: Download): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
