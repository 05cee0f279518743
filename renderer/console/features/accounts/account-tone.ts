import type { Tone } from '#renderer/ui/Badge.tsx';
import type { AccountLook } from './account-view.ts';

export const ACCOUNT_TONE: Record<AccountLook, Tone> = {
  proposed: 'warn',
  locked: 'warn',
  active: 'ok',
  refused: 'dim',
  disabled: 'dim',
};
