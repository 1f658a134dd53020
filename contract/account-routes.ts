import { CurrentSession } from './account.ts';
import { pageOf } from './common.ts';
import { Invitation, InvitationAcceptance, InvitationFilter, InvitationInfo, InvitationInput, InvitationLookUp, Member, MemberFilter, MemberPatch } from './member.ts';
import {
  PlatformAdministrator, PlatformAdministratorFilter, PlatformAdministratorInput, PlatformTenant, PlatformTenantFilter, PlatformTenantInput, PlatformTenantPatch,
} from './platform.ts';
import {
  EmailChange, PasswordChange, PasswordProof, PasswordReset, PasswordResetRequest, Profile, ProfilePatch, RecoveryCodes, SecondFactorCode, SecondFactorSetup, SignedInSession, TokenInput,
} from './profile.ts';
import { byId, route } from './route-spec.ts';
import { Tenant, TenantDefaults, TenantDefaultsPatch, TenantPatch } from './tenant.ts';

const profile = { tag: 'Profile', access: 'person' } as const;
const platform = { tag: 'Platform', access: 'platform-administrator' } as const;

/** People: their profile, the studio's members, invitations and data, and the platform above the studios. */
export const accountRoutes = {
  getProfile: route({ ...profile, method: 'get', path: '/v1/profile', summary: 'The signed-in person', status: 200, response: Profile }),
  updateProfile: route({ ...profile, method: 'patch', path: '/v1/profile', summary: 'Change name or language', body: ProfilePatch, status: 200, response: Profile }),
  changeEmail: route({
    ...profile, method: 'post', path: '/v1/profile/email', summary: 'Ask for another login e-mail; it holds once the mailed link is confirmed',
    body: EmailChange, status: 202, errors: ['password_wrong', 'rate_limited'],
  }),
  confirmEmail: route({ ...profile, access: 'public', method: 'post', path: '/v1/profile/email/confirm', summary: 'Confirm another login e-mail by the mailed token', body: TokenInput, status: 204, errors: ['token_invalid'] }),
  changePassword: route({
    ...profile, method: 'post', path: '/v1/profile/password', summary: 'Change the password; every other session ends',
    body: PasswordChange, status: 204, errors: ['password_wrong', 'password_too_common', 'rate_limited'],
  }),
  requestPasswordReset: route({
    ...profile, access: 'public', method: 'post', path: '/v1/password-resets', summary: 'Ask for a mail that resets the password; the answer is the same for unknown e-mails',
    body: PasswordResetRequest, status: 202, errors: ['rate_limited'],
  }),
  resetPassword: route({
    ...profile, access: 'public', method: 'post', path: '/v1/password-resets/complete', summary: 'Set a new password by the mailed token; every session ends',
    body: PasswordReset, status: 204, errors: ['token_invalid', 'password_too_common'],
  }),
  listSessions: route({ ...profile, method: 'get', path: '/v1/profile/sessions', summary: 'Where the person is signed in', status: 200, response: pageOf(SignedInSession) }),
  revokeSession: route({ ...profile, method: 'delete', path: '/v1/profile/sessions/{id}', summary: 'End a session at once', params: byId, status: 204, errors: ['not_found'] }),
  revokeOtherSessions: route({ ...profile, method: 'delete', path: '/v1/profile/sessions', summary: 'End every session but this one', status: 204 }),
  prepareSecondFactor: route({
    ...profile, method: 'post', path: '/v1/profile/second-factor', summary: 'Make a secret for an authenticator; it counts once a code confirms it',
    body: PasswordProof, status: 200, response: SecondFactorSetup, errors: ['password_wrong', 'second_factor_enabled', 'rate_limited'],
  }),
  confirmSecondFactor: route({
    ...profile, method: 'post', path: '/v1/profile/second-factor/confirm', summary: 'Turn the second factor on',
    body: SecondFactorCode, status: 200, response: RecoveryCodes, errors: ['second_factor_invalid', 'second_factor_enabled', 'rate_limited'],
  }),
  removeSecondFactor: route({
    ...profile, method: 'post', path: '/v1/profile/second-factor/remove', summary: 'Turn the second factor off', body: PasswordProof, status: 204, errors: ['password_wrong', 'rate_limited'],
  }),

  getTenant: route({ method: 'get', path: '/v1/tenant', summary: 'The studio: its data, plan and usage', tag: 'Tenant', access: 'tenant:read', status: 200, response: Tenant }),
  updateTenant: route({ method: 'patch', path: '/v1/tenant', summary: 'Change the studio\'s legal and contact data', tag: 'Tenant', access: 'tenant:write', body: TenantPatch, status: 200, response: Tenant, errors: ['tax_id_invalid'] }),
  getTenantDefaults: route({ method: 'get', path: '/v1/settings/defaults', summary: 'What uploads and links start from', tag: 'Tenant', access: 'tenant:read', status: 200, response: TenantDefaults }),
  updateTenantDefaults: route({ method: 'patch', path: '/v1/settings/defaults', summary: 'Change what uploads and links start from', tag: 'Tenant', access: 'tenant:write', body: TenantDefaultsPatch, status: 200, response: TenantDefaults }),

  listMembers: route({ method: 'get', path: '/v1/members', summary: 'List the studio\'s members', tag: 'Tenant', access: 'members:read', query: MemberFilter, status: 200, response: pageOf(Member) }),
  updateMember: route({
    method: 'patch', path: '/v1/members/{id}', summary: 'Give a member another role', tag: 'Tenant', access: 'members:write', params: byId, body: MemberPatch, status: 200, response: Member,
    errors: ['not_found', 'role_not_in_plan', 'role_beyond_yours', 'last_owner'],
  }),
  removeMember: route({
    method: 'delete', path: '/v1/members/{id}', summary: 'Remove a member; their access ends at once', tag: 'Tenant', access: 'members:write', params: byId, status: 204,
    errors: ['not_found', 'role_beyond_yours', 'last_owner'],
  }),
  listInvitations: route({ method: 'get', path: '/v1/invitations', summary: 'List invitations', tag: 'Tenant', access: 'members:read', query: InvitationFilter, status: 200, response: pageOf(Invitation) }),
  createInvitation: route({
    method: 'post', path: '/v1/invitations', summary: 'Invite by mail; inviting an e-mail again replaces the invitation that waits', tag: 'Tenant', access: 'members:write', body: InvitationInput, status: 201, response: Invitation,
    errors: ['already_member', 'role_not_in_plan', 'role_beyond_yours', 'seats_taken', 'rate_limited'],
  }),
  resendInvitation: route({
    method: 'post', path: '/v1/invitations/{id}/resend', summary: 'Mail an invitation again with a new link; the earlier link ends', tag: 'Tenant', access: 'members:write', params: byId, status: 200, response: Invitation,
    errors: ['not_found', 'conflict', 'role_beyond_yours', 'rate_limited'],
  }),
  revokeInvitation: route({ method: 'delete', path: '/v1/invitations/{id}', summary: 'Take an invitation back; its link ends', tag: 'Tenant', access: 'members:write', params: byId, status: 204, errors: ['not_found', 'conflict'] }),
  lookUpInvitation: route({ method: 'post', path: '/v1/invitations/look-up', summary: 'What an invitation\'s link invites to', tag: 'Tenant', access: 'public', body: InvitationLookUp, status: 200, response: InvitationInfo, errors: ['token_invalid', 'rate_limited'] }),
  acceptInvitation: route({
    method: 'post', path: '/v1/invitations/accept', summary: 'Accept an invitation; a new person is signed in', tag: 'Tenant', access: 'public', body: InvitationAcceptance, status: 200, response: CurrentSession,
    errors: ['token_invalid', 'sign_in_to_accept', 'password_too_common', 'seats_taken', 'already_member', 'rate_limited'],
  }),

  listPlatformTenants: route({ ...platform, method: 'get', path: '/v1/platform/tenants', summary: 'Every studio', query: PlatformTenantFilter, status: 200, response: pageOf(PlatformTenant) }),
  createPlatformTenant: route({ ...platform, method: 'post', path: '/v1/platform/tenants', summary: 'Add a studio and invite its first owner', body: PlatformTenantInput, status: 201, response: PlatformTenant }),
  updatePlatformTenant: route({ ...platform, method: 'patch', path: '/v1/platform/tenants/{id}', summary: 'Change a studio\'s name or plan', params: byId, body: PlatformTenantPatch, status: 200, response: PlatformTenant, errors: ['not_found'] }),
  listPlatformAdministrators: route({ ...platform, method: 'get', path: '/v1/platform/administrators', summary: 'Who runs the platform', query: PlatformAdministratorFilter, status: 200, response: pageOf(PlatformAdministrator) }),
  addPlatformAdministrator: route({ ...platform, method: 'post', path: '/v1/platform/administrators', summary: 'Let a person with an account run the platform', body: PlatformAdministratorInput, status: 201, response: PlatformAdministrator, errors: ['not_found'] }),
  removePlatformAdministrator: route({ ...platform, method: 'delete', path: '/v1/platform/administrators/{id}', summary: 'Let a person no longer run the platform; the last one stays', params: byId, status: 204, errors: ['not_found', 'last_owner'] }),
} as const;

