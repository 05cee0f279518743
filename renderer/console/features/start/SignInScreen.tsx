import { type FormEvent, useRef, useState } from 'react';
import type { Refusal } from '#contracts/errors.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { TextField } from '#renderer/ui/Field.tsx';
import { useSecond } from '#renderer/ui/use-second.ts';
import { clockTime, dateTime } from '../../format.ts';
import { refusalText } from '../../refusal-text.ts';
import { Notices } from '../../shell/Notices.tsx';
import { StartFrame } from '../../shell/StartFrame.tsx';
import { useApp, useConsole } from '../../state/use-console.ts';
import { useText } from '../../use-text.ts';
import { LanguageKey } from './LanguageKey.tsx';
import { DrillSeats } from './DrillSeats.tsx';
import { signInRefusal } from './sign-in-refusal.ts';
import styles from './start.module.css';

const KEPT_SEAT = 'hengling.seatName';

export function SignInScreen() {
  const t = useText();
  const { hub } = useApp();
  const setup = useConsole((s) => s.setup);
  const endedWith = useConsole((s) => s.endedWith);
  const signIn = useConsole((s) => s.signIn);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [seat, setSeat] = useState(() => localStorage.getItem(KEPT_SEAT) ?? t('start:sign_in.seat_default'));
  const [busy, setBusy] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const secret = useRef<HTMLDivElement>(null);
  useSecond();

  const enter = async (name: string, word: string) => {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    localStorage.setItem(KEPT_SEAT, seat);
    const reply = await signIn(name, word, seat.trim() || t('start:sign_in.seat_default'));
    setBusy(false);
    if (reply.ok) return;
    setRefusal(reply.error);
    setPassword('');
    secret.current?.querySelector('input')?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (login.trim() !== '' && password !== '') void enter(login, password);
  };
  const seats = setup?.drill ? setup.drillSeats : null;
  return (
    <StartFrame title={setup?.courtName ?? t('start:sign_in.title')} wide={seats !== null}>
      <div className={seats ? styles.two : undefined}>
        <form
          className={styles.form}
          onSubmit={submit}
          onKeyUp={(event) => setCapsLock(event.getModifierState('CapsLock'))}
        >
          {endedWith && !refusal && (
            <p className={styles.refused} role="status">
              {t('start:sign_in.ended', { reason: refusalText(t, { code: endedWith }) })}
            </p>
          )}
          {refusal && (
            <p className={styles.refused} role="alert">
              {signInRefusal(t, refusal, hub.hubNow())}
            </p>
          )}
          <TextField
            label={t('start:sign_in.login')}
            value={login}
            autoComplete="username"
            autoFocus
            maxLength={64}
            onChange={setLogin}
          />
          <div ref={secret}>
            <TextField
              label={t('start:sign_in.password')}
              type="password"
              hint={capsLock ? t('start:sign_in.caps_lock') : undefined}
              value={password}
              autoComplete="current-password"
              maxLength={128}
              onChange={setPassword}
            />
          </div>
          <TextField
            label={t('start:sign_in.seat')}
            hint={t('start:sign_in.seat_hint')}
            value={seat}
            maxLength={40}
            onChange={setSeat}
          />
          <Button
            type="submit"
            tone="primary"
            size="l"
            wide
            busy={busy}
            disabled={login.trim() === '' || password === ''}
          >
            {busy ? t('start:sign_in.busy') : t('start:sign_in.submit')}
          </Button>
        </form>
        {seats && (
          <DrillSeats seats={seats} busy={busy} onEnter={(one) => void enter(one.login, one.password)} />
        )}
      </div>
      <footer className={styles.foot}>
        <span title={dateTime(hub.hubNow())}>
          {t('start:sign_in.link', { time: clockTime(hub.hubNow()) })}
        </span>
        <LanguageKey />
        <span>{t('start:sign_in.rules', { version: setup?.ruleSetVersion ?? '' })}</span>
      </footer>
      <Notices />
    </StartFrame>
  );
}
