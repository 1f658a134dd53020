import type { Language } from '../contract/common.ts';
import type { Role } from '../contract/permissions.ts';

/** A mail before it is put into words. `link` is the whole address with its secret. */
export type Mail = { to: string; language: Language } & (
  | { kind: 'invitation'; tenantName: string; invitedBy: string; role: Role; link: string; days: number }
  | { kind: 'password-reset'; link: string; minutes: number }
  | { kind: 'password-changed' }
  | { kind: 'email-change'; link: string; hours: number }
  | { kind: 'email-change-asked'; newEmail: string }
  | { kind: 'email-taken' }
  /** `receiver`: the endpoint's address without its query, which may hold a secret. `days`: with nothing but failures; null where it said itself that it is gone. */
  | { kind: 'endpoint-disabled'; tenantName: string; receiver: string; days: number | null; link: string }
);

export interface MailText {
  subject: string;
  text: string;
}

const roleNames: Record<Language, Record<Role, string>> = {
  es: { owner: 'titular', admin: 'administrador', reviewer: 'revisor', operator: 'operador', viewer: 'lector' },
  en: { owner: 'owner', admin: 'administrator', reviewer: 'reviewer', operator: 'operator', viewer: 'viewer' },
};

type Writers = { [K in Mail['kind']]: (mail: Extract<Mail, { kind: K }>) => [subject: string, ...paragraphs: string[]] };

const writers: Record<Language, Writers> = {
  es: {
    invitation: ({ tenantName, invitedBy, role, link, days }) => [
      `Invitación a ${tenantName} en Comprobante`, `${invitedBy} te invita a trabajar en ${tenantName} como ${roleNames.es[role]}.`, `Para aceptar, abre este enlace dentro de ${days} días. Sirve una sola vez:`, link,
      'Si no esperabas esta invitación, puedes ignorar este correo.',
    ],
    'password-reset': ({ link, minutes }) => [
      'Nueva contraseña para Comprobante', `Alguien, quizás tú, pidió una nueva contraseña. Elígela en este enlace dentro de ${minutes} minutos. Sirve una sola vez:`, link,
      'Si no la pediste, ignorá este correo: tu contraseña no cambia.',
    ],
    'password-changed': () => ['Tu contraseña de Comprobante cambió', 'La contraseña de tu cuenta se cambió y las demás sesiones terminaron.', 'Si no fuiste tú, pide una nueva contraseña desde la pantalla de acceso y avisa a tu estudio.'],
    'email-change': ({ link, hours }) => ['Confirma tu correo para Comprobante', `Para usar esta dirección como tu acceso, abre este enlace dentro de ${hours} horas. Sirve una sola vez:`, link, 'Si no lo pediste, ignorá este correo.'],
    'email-change-asked': ({ newEmail }) => ['Pedido de cambio de correo en Comprobante', `Se pidió que ${newEmail} sea tu correo de acceso. Vale cuando se confirme desde esa dirección.`, 'Si no fuiste tú, cambia tu contraseña ahora.'],
    'email-taken': () => ['Tu correo ya tiene una cuenta en Comprobante', 'Alguien pidió usar esta dirección como acceso de otra cuenta, pero ya tiene una. No cambió nada.'],
    'endpoint-disabled': ({ tenantName, receiver, days, link }) => [
      `Un endpoint de ${tenantName} se desactivó`, days === null ? `El endpoint ${receiver} respondió que ya no existe (410 Gone).` : `Todos los envíos al endpoint ${receiver} fallaron durante ${days} ${days === 1 ? 'día' : 'días'}.`,
      'Comprobante dejó de enviarle eventos. Los que esperaban pasan a mensajes muertos, y los nuevos no se envían hasta que vuelvas a activarlo.',
      'Cuando el receptor esté arreglado, actívalo y vuelve a encolar sus mensajes muertos:', link,
    ],
  },
  en: {
    invitation: ({ tenantName, invitedBy, role, link, days }) => [
      `Invitation to ${tenantName} on Comprobante`, `${invitedBy} invites you to work at ${tenantName} as ${roleNames.en[role]}.`, `To accept, open this link within ${days} days. It works once:`, link,
      'If you did not expect this invitation, you can ignore this mail.',
    ],
    'password-reset': ({ link, minutes }) => [
      'A new password for Comprobante', `Somebody, perhaps you, asked for a new password. Choose it at this link within ${minutes} minutes. It works once:`, link,
      'If you did not ask for it, ignore this mail: your password does not change.',
    ],
    'password-changed': () => ['Your Comprobante password was changed', 'The password of your account was changed, and every other session ended.', 'If it was not you, ask for a new password at the sign-in screen and tell your studio.'],
    'email-change': ({ link, hours }) => ['Confirm your e-mail for Comprobante', `To sign in with this address, open this link within ${hours} hours. It works once:`, link, 'If you did not ask for it, ignore this mail.'],
    'email-change-asked': ({ newEmail }) => ['A change of e-mail was asked for on Comprobante', `Somebody asked that ${newEmail} be your login e-mail. It holds once confirmed from that address.`, 'If it was not you, change your password now.'],
    'email-taken': () => ['Your e-mail has an account on Comprobante already', 'Somebody asked to use this address for another account, but it has one already. Nothing changed.'],
    'endpoint-disabled': ({ tenantName, receiver, days, link }) => [
      `A webhook endpoint of ${tenantName} was disabled`, days === null ? `The endpoint ${receiver} answered that it is gone (410 Gone).` : `Every delivery to the endpoint ${receiver} failed for ${days} ${days === 1 ? 'day' : 'days'}.`,
      'Comprobante sends it no more events. Those that waited become dead letters, and new ones are not sent until you enable it again.',
      'Once the receiver is mended, enable it and requeue its dead letters:', link,
    ],
  },
};

/** The mail in its language, as plain text: names that people chose can then be nothing but text. */
export function writeMail(mail: Mail): MailText {
  const write = writers[mail.language][mail.kind] as (mail: Mail) => [string, ...string[]];
  const [subject, ...paragraphs] = write(mail);
  return { subject: subject.replace(/\s+/g, ' '), text: `${paragraphs.join('\n\n')}\n` };
}
