/** What a key of the seat does. Held keys (`talk`, `talk_all`) end with the release of the same key. */
export type SeatAction =
  | { does: 'screen'; index: number }
  | { does: 'part'; name: 'operations' | 'units' | 'orders' | 'detail' | 'timeline' }
  | { does: 'next_part'; step: 1 | -1 }
  | {
      does:
        | 'line'
        | 'help'
        | 'desk'
        | 'withdraw'
        | 'locate'
        | 'order'
        | 'message'
        | 'video'
        | 'locate_picked'
        | 'unpick'
        | 'talk'
        | 'talk_all';
    };

export type KeyPress = { key: string; code: string; ctrl: boolean; alt: boolean; shift: boolean };

const BOARDS = ['operations', 'units', 'orders', 'detail', 'timeline'] as const;
const LETTERS: Record<string, SeatAction> = {
  KeyL: { does: 'locate' },
  KeyN: { does: 'order' },
  KeyM: { does: 'message' },
  KeyV: { does: 'video' },
  KeyG: { does: 'locate_picked' },
};

/**
 * @param where typing: in a field, where letters are text. pressing: on a key or a table, which take Space and Enter themselves.
 * @returns null: the key is nobody's, or belongs to what has the focus.
 */
export function actionOf(
  { key, code, ctrl, alt, shift }: KeyPress,
  where: 'typing' | 'pressing' | 'free',
): SeatAction | null {
  if (key === 'F8') return { does: 'desk' };
  if (key === 'F12') return { does: 'withdraw' };
  if (key === 'F9') return { does: 'talk_all' };
  if (key === 'F6') return { does: 'next_part', step: shift ? -1 : 1 };
  if (ctrl && !alt && code === 'KeyK') return { does: 'line' };
  const digit = /^Digit([1-9])$/.exec(code)?.[1];
  if (digit && alt && !ctrl) return { does: 'screen', index: Number(digit) - 1 };
  if (digit && ctrl && !alt && BOARDS[Number(digit) - 1])
    return { does: 'part', name: BOARDS[Number(digit) - 1]! };
  if (ctrl || alt || where === 'typing') return null;
  if (key === '/') return { does: 'line' };
  if (key === '?') return { does: 'help' };
  if (key === 'Escape') return { does: 'unpick' };
  if (key === ' ') return where === 'free' ? { does: 'talk' } : null;
  return shift ? null : (LETTERS[code] ?? null);
}

/** What has the focus, as far as keys care. */
export function whereIs(element: Element | null): 'typing' | 'pressing' | 'free' {
  if (!element) return 'free';
  if (
    element.matches(
      'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true]',
    )
  )
    return 'typing';
  return element.matches('button, a[href], summary, [role=grid], [role=separator], [role=tab], input')
    ? 'pressing'
    : 'free';
}
