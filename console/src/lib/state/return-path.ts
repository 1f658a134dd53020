export const signInUrl = (from: string): string => (from === '/' ? '/access' : `/access?next=${encodeURIComponent(from)}`);

/** Where to go after signing in: a path of this console, whatever the address bar says. */
export function returnPath(next: string | null): string {
  if (next === null || !/^\/(?![/\\])/.test(next)) return '/';
  const url = new URL(next, 'https://console.invalid');
  return url.host === 'console.invalid' && url.pathname !== '/access' ? url.pathname + url.search : '/';
}
