import { takeAttempt } from '../../adapters/database/attempts.ts';
import { mailPasswordReset, resetPassword } from '../../adapters/database/credentials.ts';
import { AppError } from '../../contract/errors.ts';
import { inBackground } from '../background.ts';
import { consoleLink } from '../console-link.ts';
import type { Handlers } from '../mount.ts';

const hourMs = 3_600_000;
const addressLimit = { attempts: 30, windowMs: hourMs };
/** Mails to one person. Asking more often answers the same and mails nothing. */
const mailLimit = { attempts: 3, windowMs: hourMs };

export const passwordResetHandlers: Handlers<'requestPasswordReset' | 'resetPassword'> = {
  async requestPasswordReset({ body }, { deps, req }) {
    await takeAttempt(deps.db, 'password-reset-address', req.ip ?? '', addressLimit);
    inBackground(deps, 'password reset', async () => {
      const isAllowed = await takeAttempt(deps.db, 'password-reset', body.email.toLowerCase(), mailLimit).then(() => true, (error: unknown) => {
        if (error instanceof AppError) return false;
        throw error;
      });
      if (isAllowed) await mailPasswordReset(deps.db, deps.secrets, body.email, consoleLink(deps, 'reset-password'));
    });
    return undefined;
  },
  async resetPassword({ body }, { deps }) {
    await resetPassword(deps.db, deps.secrets, body.token, body.password);
    deps.mails.wake();
    return undefined;
  },
};
