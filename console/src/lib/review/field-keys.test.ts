import { expect, it } from 'vitest';
import { fieldKey, screenKey } from './field-keys.ts';

const press = (key: string, changes: Partial<Parameters<typeof fieldKey>[0]> = {}) => ({
  key, code: key.length === 1 ? `Key${key.toUpperCase()}` : key, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, isComposing: false, ...changes,
});

it.each([
  [press('Enter'), 'accept'],
  [press('Enter', { shiftKey: true }), 'back'],
  [press('ArrowDown'), 'choose-next'],
  [press(' ', { code: 'Space', ctrlKey: true }), 'capture'],
  [press('Enter', { altKey: true }), 'capture'],
  [press('Escape'), 'restore'],
  [press('a'), null],
  [press('Enter', { isComposing: true }), null],
  [press('Enter', { ctrlKey: true }), null],
])('in a field %o is %s', (event, meaning) => {
  expect(fieldKey(event)).toBe(meaning);
});

it.each([
  [press('Enter', { ctrlKey: true }), true, 'approve'],
  [press('Enter', { metaKey: true }), true, 'approve'],
  [press('r', { altKey: true }), true, 'reject'],
  [press('®', { altKey: true, code: 'KeyR' }), true, 'reject'],
  [press('?'), true, null],
  [press('?'), false, 'help'],
  [press('F1'), true, 'help'],
  [press('PageDown', { altKey: true }), true, 'page-next'],
  [press('+'), false, 'zoom-in'],
  [press('+', { altKey: true, code: 'Digit1' }), true, 'zoom-in'],
  [press('Enter'), false, 'first-field'],
  [press('r'), false, null],
])('on the screen %o while typing=%s is %s', (event, isTyping, meaning) => {
  expect(screenKey(event, isTyping)).toBe(meaning);
});
