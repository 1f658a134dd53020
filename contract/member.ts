import { z } from 'zod';
import { Actor, Email, Id, Language, Paging, Password, PersonName, SecretToken, Timestamp } from './common.ts';
import { Role } from './permissions.ts';

export const Member = z.object({
  id: Id,
  userId: Id,
  name: z.string(),
  email: z.string(),
  role: Role,
  secondFactor: z.boolean().meta({ description: 'Whether the person signs in with a one-time password too' }),
  lastSeenAt: Timestamp.nullable().meta({ description: 'When a session of theirs was last used, to the quarter of an hour' }),
  createdAt: Timestamp,
}).meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;

export const MemberFilter = Paging;

export const MemberPatch = z.strictObject({ role: Role }).meta({ id: 'MemberPatch', examples: [{ role: 'reviewer' }] });
export type MemberPatch = z.infer<typeof MemberPatch>;

export const InvitationStatus = z.enum(['pending', 'accepted', 'revoked', 'expired']).meta({ id: 'InvitationStatus' });
export type InvitationStatus = z.infer<typeof InvitationStatus>;

export const Invitation = z.object({
  id: Id,
  email: z.string(),
  role: Role,
  status: InvitationStatus,
  invitedBy: Actor,
  expiresAt: Timestamp,
  sentAt: Timestamp.meta({ description: 'When the mail was last asked for' }),
  createdAt: Timestamp,
}).meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;

export const InvitationFilter = Paging.extend({ status: InvitationStatus.optional() });
export type InvitationFilter = z.infer<typeof InvitationFilter>;

export const InvitationInput = z.strictObject({
  email: Email,
  role: Role,
  language: Language.optional().meta({ description: 'Of the mail; by default that of whoever invites' }),
}).meta({ id: 'InvitationInput', examples: [{ email: 'ana@estudio.example', role: 'reviewer' }] });
export type InvitationInput = z.infer<typeof InvitationInput>;

export const InvitationLookUp = z.strictObject({ token: SecretToken }).meta({ id: 'InvitationLookUp' });
export type InvitationLookUp = z.infer<typeof InvitationLookUp>;

/** What the page of an invitation shows to whoever has its link. */
export const InvitationInfo = z.object({
  tenantName: z.string(),
  email: z.string(),
  role: Role,
  invitedBy: z.string(),
  expiresAt: Timestamp,
  hasAccount: z.boolean().meta({ description: 'true: accept it signed in as this e-mail; false: with a name and a new password' }),
}).meta({ id: 'InvitationInfo' });
export type InvitationInfo = z.infer<typeof InvitationInfo>;

export const InvitationAcceptance = z.strictObject({
  token: SecretToken,
  name: PersonName.optional().meta({ description: 'Needed, like the password, where the e-mail has no account yet' }),
  password: Password.optional(),
  language: Language.optional().meta({ description: 'Of a new account; by default the one of the invitation' }),
}).meta({ id: 'InvitationAcceptance', examples: [{ token: 'k3JmQ0y6sV2n1xT8bR5wLd7eUaHfGc9P', name: 'Ana Gómez', password: 'un tranvía llamado deseo', language: 'es' }] });
export type InvitationAcceptance = z.infer<typeof InvitationAcceptance>;
