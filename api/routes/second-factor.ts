import { takeAttempt } from '../../adapters/database/attempts.ts';
import { confirmSecondFactor, prepareSecondFactor, removeSecondFactor } from '../../adapters/database/second-factors.ts';
import type { Handlers } from '../mount.ts';
import { provePassword } from './profile.ts';

const codeLimit = { attempts: 10, windowMs: 15 * 60_000 };

export const secondFactorHandlers: Handlers<'prepareSecondFactor' | 'confirmSecondFactor' | 'removeSecondFactor'> = {
  async prepareSecondFactor({ body }, call) {
    await provePassword(call, body.password);
    return prepareSecondFactor(call.deps.db, call.deps.secrets, call.caller.session.user);
  },
  async confirmSecondFactor({ body }, { deps, caller }) {
    const { id } = caller.session.user;
    await takeAttempt(deps.db, 'second-factor', id, codeLimit);
    const recoveryCodes = await confirmSecondFactor(deps.db, deps.secrets, id, body.code);
    deps.log.info({ userId: id }, 'second factor enabled');
    return { recoveryCodes };
  },
  async removeSecondFactor({ body }, call) {
    await provePassword(call, body.password);
    const { id } = call.caller.session.user;
    await removeSecondFactor(call.deps.db, id);
    call.deps.log.info({ userId: id }, 'second factor removed');
    return undefined;
  },
};
