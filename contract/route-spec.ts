import { z } from 'zod';
import { Id } from './common.ts';
import type { ErrorCode } from './errors.ts';
import type { Permission } from './permissions.ts';

/** A route that will go: callers read it in the headers Deprecation (RFC 9745) and Sunset (RFC 8594) of every answer, and in the API's description. */
export interface RouteDeprecation {
  /** The day (UTC) on which it was announced. */
  since: string;
  /** The day from which it may be gone; see the README on how long that is. */
  sunset: string;
  /** The path of the route to use instead. */
  instead?: string;
}

export interface RouteSpec {
  method: 'get' | 'post' | 'patch' | 'delete';
  /** With `{name}` for parameters, as OpenAPI writes it. */
  path: string;
  summary: string;
  tag: 'Documents' | 'Review' | 'Clients' | 'Webhooks' | 'Access' | 'Tenant' | 'Profile' | 'Operations' | 'Settings' | 'Platform' | 'Health';
  /**
   * `public`: no credentials; `signed-in`: a session or a key, whatever it may do; `person`: a session, never a key; `platform-administrator`:
   * the session of whoever runs the platform, for every tenant, never a key; else the permission in the caller's tenant.
   */
  access: 'public' | 'signed-in' | 'person' | 'platform-administrator' | Permission;
  params?: z.ZodObject;
  query?: z.ZodObject;
  headers?: z.ZodObject;
  body?: z.ZodType;
  /** A body of this media type instead of JSON; the handler gets its bytes. */
  bytes?: string;
  /** The text parts of a multipart body whose files are streamed by the handler. */
  multipart?: z.ZodObject;
  status: 200 | 201 | 202 | 204;
  /** Absent with 204; media types for bytes, with what some of them hold. */
  response?: z.ZodType | { mediaType: string | readonly string[]; holds?: Readonly<Record<string, z.ZodType>> };
  /** Beyond those that every route of its access can answer. */
  errors?: readonly ErrorCode[];
  deprecated?: RouteDeprecation;
  /** It only reads, and is asked all the time: where the key is one that held a moment ago it begins while that is asked again, and tells nothing before the key is found to hold. */
  isEager?: true;
}

export const route = <const R extends RouteSpec>(spec: R): R => spec;
export const byId = z.object({ id: Id });
export const idempotencyHeader = z.object({
  'idempotency-key': z.string().min(1).max(200).regex(/^[\x21-\x7e]+$/).optional()
    .meta({ description: 'Repeating an upload with the same key answers with the documents of the first' }),
});
