import type { Refusal } from '#contracts/errors.ts';
import zhConsole from '#renderer/i18n/zh-CN/console.json';
import { refusalText } from '../refusal-text.ts';
import { useText } from '../use-text.ts';
import styles from './forms.module.css';

type AdviceCode = keyof typeof zhConsole.advice;

/** Why a form was refused and what to do about it, where it was typed. */
export function Refused({ refusal }: { refusal: Refusal | null }) {
  const t = useText();
  if (!refusal) return null;
  return (
    <p className={styles.refused} role="alert">
      {refusalText(t, refusal)}
      {Object.hasOwn(zhConsole.advice, refusal.code) && <> {t(`advice.${refusal.code as AdviceCode}`)}</>}
    </p>
  );
}
