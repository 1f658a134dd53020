import { createTransport } from 'nodemailer';
import type { Mailer } from '../../domain/ports.ts';

/** A server that says nothing for this long is given up; the mail is tried again later. */
const patienceMs = 15_000;

export function openSmtp(url: string, from: string): Mailer {
  const transport = createTransport({ url, connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs, disableFileAccess: true, disableUrlAccess: true }, { from });
  return {
    async send({ to, subject, text }) {
      // An address object, so that no text in it is read as a list of further recipients.
      await transport.sendMail({ to: { name: '', address: to }, subject, text, headers: { 'Auto-Submitted': 'auto-generated' } });
    },
    close: () => transport.close(),
  };
}
