/** The secret of a mailed link, which stands behind `#` so that no server and no log sees it. Null where the link is not whole. */
export function linkToken(hash: string): string | null {
  const token = hash.replace(/^#/, '');
  return /^[\w-]{20,100}$/.test(token) ? token : null;
}
