import { dictionary } from '@zxcvbn-ts/language-common';

/** The most used passwords of public leaks (ASVS 6.2.4), and what people here would add first. */
const common = new Set([...dictionary['passwords-common'], 'comprobante', 'contraseña', 'contrasena', 'factura', 'facturas', 'estudio', 'argentina']);

/** Fewer different characters are typed by holding keys down. */
const fewestCharacters = 5;

/** Whether a password is among the first that anybody guesses: a common one, also with digits and signs around it, few characters, or the person's own e-mail or name. */
export function isCommonPassword(password: string, own: readonly string[]): boolean {
  const text = password.toLowerCase();
  const core = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return common.has(text) || common.has(core) || new Set(text).size < fewestCharacters || own.some((value) => value !== '' && text === value.toLowerCase());
}
