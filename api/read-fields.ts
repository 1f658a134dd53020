import type { z } from 'zod';
import { AppError } from '../contract/errors.ts';

/** The text parts of a multipart body. Throws `invalid_request`. */
export function readFields<T extends z.ZodObject>(schema: T, fields: Record<string, string>): z.infer<T> {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({ in: 'body', path: issue.path.join('.'), message: issue.message }));
  throw new AppError('invalid_request', { details: { issues } });
}
