import type { MailConfig } from '../../config.ts';
import type { Mailer } from '../../domain/ports.ts';
import type { Log } from '../log.ts';
import { openMailFolder } from './mail-folder.ts';
import { openSmtp } from './smtp.ts';

/** SMTP where a server is configured; else a folder, so that an installation of one machine works without. */
export function openMailer({ smtpUrl, from, dir }: MailConfig, log: Log): Mailer {
  return smtpUrl === undefined ? openMailFolder(dir, log) : openSmtp(smtpUrl, from);
}
