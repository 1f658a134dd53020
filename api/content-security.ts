import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The console's own inline scripts, by hash, so that no other inline script runs. */
export function scriptHashes(consoleDir: string): string[] {
  const page = join(consoleDir, 'index.html');
  if (!existsSync(page)) return [];
  const inline = readFileSync(page, 'utf8').matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g);
  return [...inline].map(([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`);
}
