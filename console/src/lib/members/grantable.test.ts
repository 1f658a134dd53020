import { expect, it } from 'vitest';
import { grantable } from './grantable.ts';

it.each([
  ['an owner', 'owner', 'viewer', ['owner', 'reviewer', 'viewer']],
  ['an administrator', 'admin', 'viewer', ['reviewer', 'viewer']],
  ['a role that the plan no longer has', 'admin', 'operator', ['operator', 'reviewer', 'viewer']],
] as const)('%s', (_, mine, present, roles) => {
  expect(grantable(['owner', 'reviewer', 'viewer'], mine, present)).toEqual(roles);
});
