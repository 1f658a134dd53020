import 'express-serve-static-core';
import type { Caller } from './caller.ts';

declare module 'express-serve-static-core' {
  interface Request {
    requestId: string;
    /** The route table's name of what is called. */
    routeName?: string;
    /** Who calls, once their credentials are found to hold. */
    caller?: Caller;
    tenantId?: string | null;
    /** Of a route that began before: settles once its caller's credentials are looked up, and rejects where they hold no more. */
    confirmed?: Promise<void>;
  }
}
