// The guide's calls, with the base URL that the console itself is served from.

/** As a shell takes it: an address with `?` and `&` only holds together in quotes. */
export const forShell = (example: string): string => example.replace(/https?:\S+/, (url) => `'${url}'`);

export const listExample = (base: string): string => `curl \\
-H "Authorization: Bearer comp_live_xxx" \\
${base}/v1/documents?limit=20&offset=0`;

export const requeueExample = (base: string): string => `curl \\
-X POST \\
-H "Authorization: Bearer comp_live_xxx" \\
${base}/v1/webhooks/dead-letters/00000000-0000-0000-0000-000000000000/requeue`;
