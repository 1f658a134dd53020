import { expect, it } from 'vitest';
import { isCommonPassword } from './common-passwords.ts';

it.each([
  ['qwerty123456', true], ['Password1234!', true], ['contraseña2026', true], ['aaaaaaaaaaaaaaaa', true], ['121212121212', true], ['ana@estudio.example', true], ['Ana María Gómez', true],
  ['un tranvía llamado deseo', false], ['9f3kLmQz71pW', false], ['correcto caballo pila grapa', false],
])('%s: %s', (password, expected) => {
  expect(isCommonPassword(password, ['ana@estudio.example', 'Ana María Gómez'])).toBe(expected);
});
