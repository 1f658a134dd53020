import 'express-serve-static-core';

declare module 'express-serve-static-core' {
  interface Request {
    requestId: string;
    /** The route table's name of what is called. */
    routeName?: string;
    tenantId?: string | null;
  }
}
