import { recall, remember } from './storage.ts';

/**
 * Whether this browser is likely to hold a session cookie, which scripts cannot see. Where it does not, nothing needs to be asked of the API
 * to know that nobody is signed in; where the guess is wrong, signing in again mends it.
 */
export const mayBeSignedIn = (): boolean => recall('signedIn') !== null;

export const noteSignedIn = (isSignedIn: boolean): void => remember('signedIn', isSignedIn ? 'yes' : null);
