import type { Database } from './database.ts';

/** A session whose time is not over, with whose it is. */
export interface LiveSession {
  id: string;
  activeTenantId: string | null;
  expiresAt: Date;
  createdAt: Date;
  userId: string;
  name: string;
  email: string;
  language: string;
  isPlatformAdministrator: boolean;
}

/** The session of a token; asked on every call of a person's, so that its end holds at once. */
export async function findLiveSession({ readSystem }: Pick<Database, 'readSystem'>, token: string): Promise<LiveSession | null> {
  const [row] = await readSystem<LiveSession>({
    text: `SELECT s.id, s.active_tenant_id AS "activeTenantId", s.expires_at AS "expiresAt", s.created_at AS "createdAt",
        u.id AS "userId", u.name, u.email, u.language, u.is_platform_administrator AS "isPlatformAdministrator"
      FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token = $1 AND s.expires_at > now()`,
    values: [token], isKept: true,
  });
  return row ?? null;
}
