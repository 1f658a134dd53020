import { takeAttempt } from '../../adapters/database/attempts.ts';
import { confirmEmailChange, isPasswordOf, mailEmailChange, refuseCommonPassword, setPassword } from '../../adapters/database/credentials.ts';
import { describeSecondFactor } from '../../adapters/database/second-factors.ts';
import { endOtherSessions, endSession, listSessions } from '../../adapters/database/sessions.ts';
import { AppError } from '../../contract/errors.ts';
import type { Profile } from '../../contract/profile.ts';
import { inBackground } from '../background.ts';
import { consoleLink } from '../console-link.ts';
import type { Handlers, PersonCall } from '../mount.ts';

type Names = 'getProfile' | 'updateProfile' | 'changeEmail' | 'confirmEmail' | 'changePassword' | 'listSessions' | 'revokeSession' | 'revokeOtherSessions';

const passwordLimit = { attempts: 10, windowMs: 15 * 60_000 };

export const profileHandlers: Handlers<Names> = {
  async getProfile(_request, call) {
    return describe(call);
  },
  async updateProfile({ body }, call) {
    const { name, language } = body;
    await call.deps.db.system.user.update({ where: { id: call.caller.session.user.id }, data: { ...(name !== undefined && { name }), ...(language !== undefined && { language }) } });
    return describe(call);
  },
  async changeEmail({ body }, call) {
    const { deps, caller } = call;
    await provePassword(call, body.password);
    inBackground(deps, 'email change', () => mailEmailChange(deps.db, deps.secrets, caller.session.user, body.email, consoleLink(deps, 'confirm-email')));
    return undefined;
  },
  async confirmEmail({ body }, { deps }) {
    await confirmEmailChange(deps.db, body.token);
    return undefined;
  },
  async changePassword({ body }, call) {
    const { deps, caller: { session } } = call;
    await provePassword(call, body.currentPassword);
    refuseCommonPassword(body.newPassword, session.user);
    await setPassword(deps.db, deps.secrets, session.user, body.newPassword, session.id);
    deps.mails.wake();
    deps.log.info({ userId: session.user.id }, 'password changed');
    return undefined;
  },
  async listSessions(_request, { deps, caller }) {
    const items = await listSessions(deps.db, caller.session.user.id, caller.session.id);
    return { items, total: items.length, limit: items.length, offset: 0 };
  },
  async revokeSession({ params }, { deps, caller }) {
    await endSession(deps.db, caller.session.user.id, params.id);
    return undefined;
  },
  async revokeOtherSessions(_request, { deps, caller }) {
    await endOtherSessions(deps.db, caller.session.user.id, caller.session.id);
    return undefined;
  },
};

/** What a stolen session alone must not do. Throws `password_wrong`, `rate_limited`. */
export async function provePassword({ deps, caller }: PersonCall, password: string): Promise<void> {
  const { id } = caller.session.user;
  await takeAttempt(deps.db, 'password', id, passwordLimit);
  if (!await isPasswordOf(deps.db, id, password)) throw new AppError('password_wrong');
}

async function describe({ deps, caller }: PersonCall): Promise<Profile> {
  const { id } = caller.session.user;
  const { name, email, language, isPlatformAdministrator, createdAt } = await deps.db.system.user.findUniqueOrThrow({ where: { id } });
  return { id, name, email, language: language as Profile['language'], isPlatformAdministrator, secondFactor: await describeSecondFactor(deps.db, id), createdAt: createdAt.toISOString() };
}
