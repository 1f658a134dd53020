import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Mailer } from '../../domain/ports.ts';
import type { Log } from '../log.ts';

/** Without a mail server: every mail is a file for the owner of the process alone, and its link is logged for whoever runs the machine. */
export function openMailFolder(dir: string, log: Log): Mailer {
  return {
    async send({ to, subject, text }) {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      const file = join(dir, `${new Date().toISOString().replace(/[:.]/g, '-')}-${randomUUID().slice(0, 8)}.txt`);
      // Whoever reads the folder finds whole mails alone.
      const partial = join(dir, `.${basename(file)}`);
      await writeFile(partial, `To: ${to.replace(/\s+/g, ' ')}\nSubject: ${subject}\n\n${text}`, { mode: 0o600 });
      await rename(partial, file);
      log.info({ file, link: /https?:\S+/.exec(text)?.[0] }, 'no mail server is configured: the mail was written to a file');
    },
    close: () => undefined,
  };
}
