import { afterAll, it } from 'vitest';
import { anInvoice, argentineInvoicePdf } from '../fixtures/argentine-invoice.ts';
import type { Stack } from '../harness/start-stack.ts';
import { closeWindows, openBrowser, visit } from './browser.ts';

/** What the console makes of a server that goes and comes back. */
export function describeLostConnection(stackOf: () => Stack): void {
  afterAll(closeWindows);

  it('a lost connection is shown, taken up again, and nothing of what happened meanwhile is missed', { timeout: 120_000 }, async () => {
    const stack = stackOf();
    const { page, close } = await visit(await openBrowser(), stack);
    await page.goto('/documents');
    await page.getByText('Actualizaciones: en vivo').waitFor();
    await stack.server.stop();
    await page.getByText('Actualizaciones: reconectando').waitFor();
    await stack.startServer();
    await stack.api.uploadOne(stack.client.id, 'mientras-tanto.pdf', await argentineInvoicePdf(anInvoice()));
    await page.getByText('Actualizaciones: en vivo').waitFor();
    await page.getByText('mientras-tanto.pdf').first().waitFor();
    await close();
  });
}
