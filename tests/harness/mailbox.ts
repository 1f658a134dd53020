import { eventually } from './eventually.ts';

export interface Mail {
  subject?: string | undefined;
  text?: string | undefined;
}

/** What a mail server has taken, by the address it went to. */
export interface Mailbox {
  /** All mails to an address so far, the newest last. */
  to(address: string): Promise<Mail[]>;
  /** The newest mail to an address whose text matches, once it is there. */
  find(address: string, text?: RegExp): Promise<Mail>;
  /** The secret in the newest such mail's link. */
  token(address: string, text?: RegExp): Promise<string>;
  /** Refuses this many mails to an address from now on, as a server in trouble would. */
  refuse(address: string, count: number): Promise<void>;
}

export function createMailbox({ to, refuse }: Pick<Mailbox, 'to' | 'refuse'>): Mailbox {
  const find = async (address: string, text = /./) => {
    const mail = await eventually(`a mail to ${address}`, async () => (await to(address)).findLast((one) => text.test(one.text ?? '')), (one) => one !== undefined, 15_000);
    return mail as Mail;
  };
  return {
    to, refuse, find,
    async token(address, text) {
      const mail = await find(address, text);
      const token = /#([\w-]{43})\s/.exec(mail.text ?? '')?.[1];
      if (!token) throw new Error(`no link in: ${mail.text}`);
      return token;
    },
  };
}
