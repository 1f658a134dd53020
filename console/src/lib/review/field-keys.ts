export type FieldKey = 'accept' | 'back' | 'choose-next' | 'choose-previous' | 'capture' | 'restore';

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey' | 'isComposing'>;

/** What a key means while a field has the focus; null where it means what it always does. */
export function fieldKey(event: Pressed): FieldKey | null {
  const { key, code, ctrlKey, altKey, shiftKey, metaKey, isComposing } = event;
  if (isComposing || metaKey) return null;
  if (ctrlKey && !altKey && code === 'Space') return 'capture';
  if (altKey && !ctrlKey && key === 'Enter') return 'capture';
  if (ctrlKey || altKey) return null;
  if (key === 'Enter') return shiftKey ? 'back' : 'accept';
  if (key === 'ArrowDown') return 'choose-next';
  if (key === 'ArrowUp') return 'choose-previous';
  return key === 'Escape' ? 'restore' : null;
}

export type ScreenKey =
  | 'approve' | 'reject' | 'skip' | 'text' | 'duplicate' | 'items' | 'rotate' | 'zoom-in' | 'zoom-out' | 'zoom-fit' | 'page-next' | 'page-previous' | 'help' | 'inbox' | 'first-field';

const byCode: Record<string, ScreenKey> = {
  KeyR: 'reject', KeyN: 'skip', KeyT: 'text', KeyC: 'duplicate', KeyI: 'items', KeyG: 'rotate', KeyB: 'inbox',
  Equal: 'zoom-in', NumpadAdd: 'zoom-in', BracketRight: 'zoom-in', Minus: 'zoom-out', NumpadSubtract: 'zoom-out', Slash: 'zoom-out', Digit0: 'zoom-fit', Numpad0: 'zoom-fit',
};

const plain: Record<string, ScreenKey> = { '?': 'help', '+': 'zoom-in', '-': 'zoom-out', '0': 'zoom-fit', Enter: 'first-field' };

/** What a key means on the review screen as a whole. Letters need Alt, since fields take letters; signs work bare where nothing is being typed. */
export function screenKey(event: Pressed, isTyping: boolean): ScreenKey | null {
  const { key, code, ctrlKey, altKey, metaKey, isComposing } = event;
  if (isComposing) return null;
  if (key === 'Enter' && (ctrlKey || metaKey)) return 'approve';
  if (key === 'F1') return 'help';
  if (altKey && !ctrlKey && !metaKey) {
    if (key === 'PageDown') return 'page-next';
    return key === 'PageUp' ? 'page-previous' : (byCode[code] ?? byKey(key));
  }
  return !isTyping && !ctrlKey && !metaKey ? (plain[key] ?? null) : null;
}

// Where plus and minus stand differs between layouts; the sign itself settles it.
function byKey(key: string): ScreenKey | null {
  return key === '+' ? 'zoom-in' : key === '-' ? 'zoom-out' : null;
}
