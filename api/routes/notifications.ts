import { listNotifications, readAllUntil, readOne } from '../../adapters/database/notifications.ts';
import type { Handlers, TenantCall } from '../mount.ts';

/** A user or a key; both remember what they have read. */
const readerOf = ({ caller }: TenantCall): string => caller.actor.id ?? '';

export const notificationHandlers: Handlers<'listNotifications' | 'readNotification' | 'readNotifications'> = {
  async listNotifications({ query }, call) {
    return call.deps.db.withTenant(call.caller.tenantId, (scope) => listNotifications(scope, readerOf(call), query));
  },
  async readNotification({ params }, call) {
    return call.deps.db.withTenant(call.caller.tenantId, (scope) => readOne(scope, readerOf(call), params.id));
  },
  async readNotifications({ body }, call) {
    await call.deps.db.withTenant(call.caller.tenantId, (scope) => readAllUntil(scope, readerOf(call), body.until ? new Date(body.until) : new Date()));
    return undefined;
  },
};
