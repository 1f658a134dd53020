import { goto, invalidateAll } from '$app/navigation';
import { ApiError } from '../api-error.ts';
import { call, whenUnauthenticated } from '../api.ts';
import type { CurrentSession, Permission } from '../contract.ts';
import type { Locale } from '../format.ts';
import { preferences } from './preferences.svelte.ts';
import { signInUrl } from './return-path.ts';
import { noteSignedIn } from './session-hint.ts';

/** Who is signed in. Null while nobody is. */
class Session {
  current = $state.raw<CurrentSession | null>(null);
  /** True once a session that was there has ended without being asked to. */
  hasExpired = $state(false);

  can(permission: Permission): boolean {
    return this.current?.permissions.includes(permission) ?? false;
  }

  get isPlatformAdministrator(): boolean {
    return this.current?.user?.isPlatformAdministrator ?? false;
  }

  /** Asks the API once; later calls answer from memory. Null where nobody is signed in. */
  async ensure(): Promise<CurrentSession | null> {
    if (this.current) return this.current;
    try {
      this.current = await call('getSession');
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'unauthenticated') throw error;
    }
    return this.current;
  }

  /** With the one-time password where the account asks for one. */
  async signIn(email: string, password: string, code?: string): Promise<void> {
    this.enter(await call('signIn', { body: { email, password, ...(code === undefined ? {} : { code }) } }));
  }

  /** Takes what an answer says of who is signed in from now on. */
  enter(current: CurrentSession): void {
    this.current = current;
    // What the account chose holds wherever it signs in; a choice made on this machine holds until then.
    if (current.user) preferences.chooseLocale(current.user.language);
    noteSignedIn(true);
    this.hasExpired = false;
  }

  /** For this machine at once, and for the account where somebody is signed in, so that it holds at the next sign-in. */
  chooseLanguage(language: Locale): void {
    preferences.chooseLocale(language);
    if (this.current?.user) call('updateProfile', { body: { language } }).catch(() => undefined);
  }

  /** Asks anew who this is, after something about them has changed. */
  async refresh(): Promise<void> {
    if (this.current) this.current = await call('getSession');
  }

  /** The session is over and the API knows it. */
  forget(): void {
    this.current = null;
    noteSignedIn(false);
  }

  #listeners: (() => Promise<void>)[] = [];

  /** What is to be done while the person is still signed in to this tenant. */
  beforeLeaving(listener: () => Promise<void>): void {
    this.#listeners.push(listener);
  }

  async end(): Promise<void> {
    await this.#leave();
    await call('signOut');
    this.forget();
  }

  async #leave(): Promise<void> {
    await Promise.all(this.#listeners.map((listener) => listener()));
  }

  async signOut(): Promise<void> {
    await this.end();
    await goto('/access');
  }

  async chooseTenant(tenantId: string): Promise<void> {
    await this.#leave();
    this.current = await call('chooseTenant', { body: { tenantId } });
    await goto('/');
    await invalidateAll();
  }
}

export const session = new Session();

whenUnauthenticated(() => {
  if (session.current === null) return;
  session.current = null;
  session.hasExpired = true;
  void goto(signInUrl(location.pathname + location.search));
});
