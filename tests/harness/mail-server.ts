import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { eventually } from './eventually.ts';

export interface MailServer {
  url: string;
  mails: ParsedMail[];
  /** The newest mail to an address whose text matches, once it is there. */
  find(to: string, text?: RegExp): Promise<ParsedMail>;
  /** The secret in the newest such mail's link. */
  token(to: string, text?: RegExp): Promise<string>;
  /** Refuses this many mails from now on, as a server in trouble would. */
  refuse(count: number): void;
  close(): Promise<void>;
}

const addressOf = (mail: ParsedMail) => [mail.to ?? []].flat().flatMap((to) => to.value.map((v) => v.address)).join();

/** A real SMTP server on loopback that keeps what it takes. */
export async function startMailServer(): Promise<MailServer> {
  const mails: ParsedMail[] = [];
  let refusals = 0;
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        if (refusals-- > 0) {
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
  const find = async (to: string, text = /./) => {
    const newest = () => mails.findLast((mail) => addressOf(mail) === to && text.test(mail.text ?? ''));
    await eventually(`a mail to ${to}`, async () => newest(), (mail) => mail !== undefined, 15_000);
    return newest() as ParsedMail;
  };
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    find,
    async token(to, text) {
      const mail = await find(to, text);
      const token = /#([\w-]{43})\s/.exec(mail.text ?? '')?.[1];
      if (!token) throw new Error(`no link in: ${mail.text}`);
      return token;
    },
    refuse: (count) => {
      refusals = count;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
