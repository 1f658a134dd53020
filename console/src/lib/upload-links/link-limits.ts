// What a form about a link says, and what the API is told. `''` leaves a limit to the tenant's defaults.
import type { UploadLink } from '../contract.ts';

export interface LinkLimits {
  expiry: '' | 'never' | 'day';
  /** The last day, in the reader's time zone, where `expiry` is `day`. */
  day: string;
  files: '' | 'any' | 'some';
  /** As typed, where `files` is `some`. */
  count: string;
  processing: '' | 'automatic' | 'manual';
}

export const newLimits: LinkLimits = { expiry: '', day: '', files: '', count: '', processing: '' };

const pad = (value: number) => String(value).padStart(2, '0');

/** The calendar day of a moment where the reader is. */
export function localDay(moment: Date): string {
  return `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
}

export function limitsOf({ expiresAt, maxFiles, autoProcess }: Pick<UploadLink, 'expiresAt' | 'maxFiles' | 'autoProcess'>): LinkLimits {
  return {
    expiry: expiresAt === null ? 'never' : 'day', day: expiresAt === null ? '' : localDay(new Date(expiresAt)),
    files: maxFiles === null ? 'any' : 'some', count: maxFiles === null ? '' : String(maxFiles),
    processing: autoProcess ? 'automatic' : 'manual',
  };
}

/** The body of a call. A day ends with its last second where the reader is. */
export function toLimits({ expiry, day, files, count, processing }: LinkLimits): { expiresAt?: string | null; maxFiles?: number | null; autoProcess?: boolean } {
  return {
    ...(expiry !== '' && { expiresAt: expiry === 'never' ? null : new Date(`${day}T23:59:59`).toISOString() }),
    ...(files !== '' && { maxFiles: files === 'any' ? null : Number(count) }),
    ...(processing !== '' && { autoProcess: processing === 'automatic' }),
  };
}
