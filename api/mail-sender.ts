import type { Database } from '../adapters/database/database.ts';
import { postponeMail, removeMail, takeMails, type QueuedMail } from '../adapters/database/mail-queue.ts';
import type { Log } from '../adapters/log.ts';
import type { SecretBox } from '../adapters/secret-box.ts';
import { writeMail } from '../domain/mail-texts.ts';
import type { Mailer } from '../domain/ports.ts';

const batch = 20;
const pollMs = 5000;
/** The links in mails do not live long; a mail that is late by a day helps nobody. */
const giveUpMs = 24 * 3_600_000;
const retryMs = (attempts: number): number => Math.min(15_000 * 2 ** (attempts - 1), 3_600_000);

export interface MailSender {
  /** Looks for mails at once instead of at the next round. */
  wake(): void;
  close(): Promise<void>;
}

interface MailSenderDeps {
  db: Database;
  secrets: SecretBox;
  mailer: Mailer;
  log: Log;
}

/** Sends queued mails until closed. Any number of processes may; a mail is sent at least once. */
export function startMailSender({ db, secrets, mailer, log }: MailSenderDeps): MailSender {
  let isClosed = false;
  let isAwake = false;
  let interrupt: () => void = () => undefined;

  async function send({ id, attempts, createdAt, mail }: QueuedMail): Promise<void> {
    try {
      await mailer.send({ to: mail.to, ...writeMail(mail) });
      await removeMail(db, id);
    } catch (error) {
      const isTooLate = Date.now() - createdAt.getTime() > giveUpMs;
      log[isTooLate ? 'error' : 'warn']({ err: error, mail: mail.kind, attempts, isTooLate }, 'a mail could not be sent');
      if (isTooLate) await removeMail(db, id);
      else await postponeMail(db, id, { retryAt: new Date(Date.now() + retryMs(attempts)), error: String(error) });
    }
  }

  async function run(): Promise<void> {
    while (!isClosed) {
      isAwake = false;
      const taken = await takeMails(db, secrets, batch).catch((error: unknown) => {
        log.warn({ err: error }, 'the mail queue cannot be read');
        return [];
      });
      await Promise.all(taken.map((mail) => send(mail).catch((error: unknown) => log.warn({ err: error }, 'a mail could not be settled'))));
      if (taken.length === batch || isAwake || isClosed) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs);
        interrupt = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  const running = run();
  const wake = () => {
    isAwake = true;
    interrupt();
  };
  return {
    wake,
    async close() {
      isClosed = true;
      wake();
      await running;
      mailer.close();
    },
  };
}
