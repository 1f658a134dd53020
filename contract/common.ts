import { z } from 'zod';
import { errorCodes } from './errors.ts';

export const Id = z.uuid().meta({ id: 'Id', description: 'UUID', examples: ['0199d4a0-6c1e-7c54-b3a5-0f6a3b0e4b11'] });
/** PostgreSQL knows no year 0. */
const hasYear = (time: string): boolean => !time.startsWith('0000');
export const Timestamp = z.iso.datetime().refine(hasYear, 'There is no year 0').meta({ id: 'Timestamp', description: 'ISO 8601, UTC', examples: ['2026-03-06T18:42:59.642Z'] });

export const Day = z.iso.date().refine(hasYear, 'There is no year 0');

/** As Zod's own, but a domain's labels end in no hyphen and have at most 63 characters (RFC 1035 2.3.1). */
const emailPattern = /^(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;
/** At most 64 characters before the `@` (RFC 5321, 4.5.3.1.1). */
export const Email = z.email({ pattern: emailPattern }).max(254).refine((text) => text.lastIndexOf('@') <= 64, 'Too long before the @').meta({ id: 'Email', examples: ['ana@estudio.example'] });
export const PersonName = z.string().min(1).regex(/\S/).max(100).trim();
/** Anything long enough, as it is typed: no rules of composition (ASVS 6.2.5). What is guessed first is refused by `password_too_common`. */
export const Password = z.string().min(12).max(256).meta({ id: 'Password' });
export const Language = z.enum(['es', 'en']).meta({ id: 'Language', description: 'Of mails and the console' });
export type Language = z.infer<typeof Language>;
/** The secret of a link that was mailed or handed over. */
export const SecretToken = z.string().min(20).max(100).regex(/^[\w-]+$/);

/** Who did something. A key acts for its tenant; `system` is the pipeline itself. */
export const Actor = z.object({
  kind: z.enum(['user', 'api_key', 'upload_link', 'system']),
  id: z.string().nullable(),
  name: z.string(),
}).meta({ id: 'Actor' });
export type Actor = z.infer<typeof Actor>;

export const ErrorBody = z.object({
  error: z.object({
    code: z.enum(errorCodes),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).nullable(),
    requestId: z.string(),
  }),
}).meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof ErrorBody>;

const digits = (inner: z.ZodType<number>) =>
  z.preprocess((v) => (typeof v === 'string' ? (/^-?\d+$/.test(v) ? Number(v) : Number.NaN) : v), inner) as unknown as z.ZodType<number, number>;

/** A whole number as a query or path has it: digits, and nothing that a cast would make a number of, such as an empty text. */
export const whole = (min: number, max: number) => digits(z.int().min(min).max(max));
export const wholeOr = (fallback: number, min: number, max: number) => digits(z.int().min(min).max(max).meta({ default: fallback })).default(fallback);

/** Offset paging. The cap on `offset` bounds the cost of one request; filters reach further. */
export const Paging = z.object({
  limit: wholeOr(20, 1, 100),
  offset: wholeOr(0, 0, 100_000),
});
export type Paging = z.infer<typeof Paging>;

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.int().min(0), limit: z.int(), offset: z.int() });

/** A query parameter given once or several times, or with commas. */
export const listOf = <T extends z.ZodType>(item: T, most = 20) =>
  z.preprocess((v) => (typeof v === 'string' ? v.split(',') : v), z.array(item).max(most));

const searchText = z.string().max(200).trim();
export const SearchText = searchText.optional();
