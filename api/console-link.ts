import type { ApiDeps } from './deps.ts';

/** The console's page for a mailed secret. It stands behind `#`, which browsers send to no server and no log. */
export const consoleLink = ({ http }: ApiDeps, page: 'accept-invitation' | 'reset-password' | 'confirm-email') => (token: string): string => `${http.publicUrl}/access/${page}#${token}`;
