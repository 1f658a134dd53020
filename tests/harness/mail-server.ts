import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { createMailbox, type Mailbox } from './mailbox.ts';

export interface MailServer extends Mailbox {
  url: string;
  close(): Promise<void>;
}

const addressOf = (mail: ParsedMail) => [mail.to ?? []].flat().flatMap((to) => to.value.map((v) => v.address)).join();

/** A real SMTP server on loopback that keeps what it takes. */
export async function startMailServer(): Promise<MailServer> {
  const mails: ParsedMail[] = [];
  const refusals = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        const left = refusals.get(addressOf(mail)) ?? 0;
        if (left > 0) {
          refusals.set(addressOf(mail), left - 1);
          done(Object.assign(new Error('try again later'), { responseCode: 451 }));
          return;
        }
        mails.push(mail);
        done();
      }, done);
    },
  });
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    ...createMailbox({
      to: async (address) => mails.filter((mail) => addressOf(mail) === address),
      refuse: async (address, count) => void refusals.set(address, count),
    }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
