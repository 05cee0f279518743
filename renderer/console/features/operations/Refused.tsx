import type { Refusal } from '#contracts/errors.ts';
import zhOperations from '#renderer/i18n/zh-CN/operations.json';
import { refusalText } from '../../refusal-text.ts';
import { useText } from '../../use-text.ts';
import styles from './operations.module.css';

type AdviceCode = keyof typeof zhOperations.advice;

/** Why a form was refused and what to do about it, where it was typed. */
export function Refused({ refusal }: { refusal: Refusal | null }) {
  const t = useText();
  if (!refusal) return null;
  return (
    <p className={styles.refused} role="alert">
      {refusalText(t, refusal)}
      {Object.hasOwn(zhOperations.advice, refusal.code) && <> {t(`operations:advice.${refusal.code as AdviceCode}`)}</>}
    </p>
  );
}
