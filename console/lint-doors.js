/** What the console may not import, and what it may not call but by its own doors: for the linter of scripts and that of Svelte. */
export const doors = {
  contract: { group: ['**/contract/**', '../../../contract/*'], message: 'The console reaches the contract through lib/contract.ts alone.' },
  rest: { group: ['**/domain/**', '**/adapters/**', '**/api/**', '**/workflows/**', '**/activities/**', '**/temporal/**', '**/prisma/**', 'node:*', 'zod'], message: 'The console knows the contract and nothing else of the product.' },
};
export const browserDoors = [
  { name: 'fetch', message: 'lib/api.ts is the one door for HTTP.' },
  { name: 'XMLHttpRequest', message: 'lib/upload-request.ts is the one door for uploads.' },
];
