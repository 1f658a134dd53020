import { CurrentSession } from '../account.ts';
import { pageOf } from '../common.ts';
import { Invitation, InvitationAcceptance, InvitationFilter, InvitationInfo, InvitationInput, InvitationLookUp, Member, MemberFilter, MemberPatch } from '../member.ts';
import { byId, route } from '../route-spec.ts';
import { Tenant, TenantDefaults, TenantDefaultsPatch, TenantPatch } from '../tenant.ts';

/** The studio: its data, defaults, members and invitations. */
export const tenantRoutes = {
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
} as const;
