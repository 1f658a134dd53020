import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ApiClient } from '../../harness/api-client.ts';
import { eventually } from '../../harness/eventually.ts';
import { setting } from './setting.ts';

/** Mails of an installation that has no server for them. */
export function describeMailFolder(): void {
  describe('without a mail server', () => {
    it('mails are files, and their links are in the log', async () => {
      const { stack, folder } = setting;
      await new ApiClient(stack.baseUrl, {}).call('requestPasswordReset', { body: { email: stack.administrator.email } });
      const [file] = await eventually('the mail is a file', async () => (await readdir(join(folder, 'mail'))).filter((name) => !name.startsWith('.')), (files) => files.length === 1);
      const link = /http\S+#[\w-]{43}/.exec(await readFile(join(folder, 'mail', file ?? ''), 'utf8'))?.[0];
      expect(link).toBeDefined();
      await eventually('the link is logged', async () => stack.server.output(), (output) => output.includes(link ?? '?'));
    });
  });
}
