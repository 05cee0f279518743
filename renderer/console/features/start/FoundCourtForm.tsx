import { type FormEvent, useState } from 'react';
import type { Refusal } from '#contracts/errors.ts';
import { foundCourt } from '#contracts/session.ts';
import { newId } from '#renderer/client/new-id.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { TextField } from '#renderer/ui/Field.tsx';
import { Row } from '#renderer/ui/Panel.tsx';
import { refusalText } from '../../refusal-text.ts';
import { StartFrame } from '../../shell/StartFrame.tsx';
import { useApp, useConsole } from '../../state/use-console.ts';
import { courtNameIn } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { CourtPicker } from './CourtPicker.tsx';
import { type Admin, type AdminDraft, ADMINS, emptyAdmin, isComplete, problemsOf } from './found-court.ts';
import styles from './start.module.css';

/** 设立本院: the court, and its three administrators, who are three persons from the first day. */
export function FoundCourtForm({ onBack }: { onBack: () => void }) {
  const t = useText();
  const { hub, store } = useApp();
  const readSetup = useConsole((s) => s.readSetup);
  const tellDone = useConsole((s) => s.tellDone);
  const [court, setCourt] = useState('');
  const [admins, setAdmins] = useState<Record<Admin, AdminDraft>>({
    system_admin: emptyAdmin(),
    security_admin: emptyAdmin(),
    auditor: emptyAdmin(),
  });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const ready = court !== '' && isComplete(admins);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    setRefusal(null);
    const first = ({ login, name, password }: AdminDraft) => ({ login, name, password });
    const reply = await hub.call(foundCourt, {
      commandId: newId(),
      courtCode: court,
      systemAdmin: first(admins.system_admin),
      securityAdmin: first(admins.security_admin),
      auditor: first(admins.auditor),
    });
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.error);
    tellDone(t('start:found.done', { court: courtNameIn(store.getState(), court) }));
    await readSetup();
  };
  return (
    <StartFrame title={t('start:found.title')} wide>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <CourtPicker value={court} onChange={setCourt} />
        <h2>{t('start:found.admins')}</h2>
        <p className={styles.hint}>{t('start:found.admins_hint')}</p>
        <div className={styles.admins}>
          {ADMINS.map((admin) => (
            <AdminFields
              key={admin}
              admin={admin}
              drafts={admins}
              onChange={(draft) => setAdmins({ ...admins, [admin]: draft })}
            />
          ))}
        </div>
        {refusal && (
          <p className={styles.refused} role="alert">
            {refusal.code === 'launch_token_wrong' ? t('start:first.not_here') : refusalText(t, refusal)}
          </p>
        )}
        <Row end>
          <Button onClick={onBack}>{t('start:found.back')}</Button>
          <Button type="submit" tone="primary" disabled={!ready} busy={busy}>
            {busy ? t('start:found.busy') : t('start:found.submit')}
          </Button>
        </Row>
      </form>
    </StartFrame>
  );
}

function AdminFields({
  admin,
  drafts,
  onChange,
}: {
  admin: Admin;
  drafts: Record<Admin, AdminDraft>;
  onChange: (draft: AdminDraft) => void;
}) {
  const t = useText();
  const draft = drafts[admin];
  const problems = problemsOf(admin, drafts);
  const set = (key: keyof AdminDraft) => (value: string) => onChange({ ...draft, [key]: value });
  const say = (key: keyof AdminDraft) => (problems[key] ? t(`start:found.${problems[key]}`) : null);
  return (
    <fieldset className={styles.admin}>
      <legend>{t(`terms:role.${admin}`)}</legend>
      <TextField
        label={t('start:found.login')}
        hint={t('start:found.login_hint')}
        error={say('login')}
        value={draft.login}
        autoComplete="off"
        maxLength={32}
        onChange={set('login')}
      />
      <TextField
        label={t('start:found.name')}
        value={draft.name}
        autoComplete="off"
        maxLength={40}
        onChange={set('name')}
      />
      <TextField
        label={t('start:found.password')}
        type="password"
        error={say('password')}
        value={draft.password}
        autoComplete="new-password"
        maxLength={128}
        onChange={set('password')}
      />
      <TextField
        label={t('start:found.password_again')}
        type="password"
        error={say('again')}
        value={draft.again}
        autoComplete="new-password"
        maxLength={128}
        onChange={set('again')}
      />
    </fieldset>
  );
}
