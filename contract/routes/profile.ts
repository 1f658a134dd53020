import { pageOf } from '../common.ts';
import {
  EmailChange, PasswordChange, PasswordProof, PasswordReset, PasswordResetRequest, Profile, ProfilePatch, RecoveryCodes, SecondFactorCode, SecondFactorSetup, SignedInSession, TokenInput,
} from '../profile.ts';
import { byId, route } from '../route-spec.ts';

const profile = { tag: 'Profile', access: 'person' } as const;

/** The signed-in person. */
export const profileRoutes = {
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
} as const;
