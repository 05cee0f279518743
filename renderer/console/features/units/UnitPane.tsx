import { useState } from 'react';
import { revokeDevice } from '#contracts/unit.ts';
import type { Unit } from '#domain/unit/state.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Facts, Row } from '#renderer/ui/Panel.tsx';
import { AskOnce } from '../../forms/AskOnce.tsx';
import { Refused } from '../../forms/Refused.tsx';
import { useSend } from '../../forms/use-send.ts';
import { clockTime, timeSeenFrom } from '../../format.ts';
import { useHubNow } from '../../state/use-console.ts';
import { useCourtCode, useCourtNames, useHolds, useOne } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { EnrolDialog } from './EnrolDialog.tsx';
import { deviceState } from './roster.ts';
import { RetireUnit, UnitEditor } from './UnitEditor.tsx';
import styles from './units.module.css';

/** One unit of the roster: where it stands, its terminal, its profile, and its end. */
export function UnitPane({ unit }: { unit: Unit }) {
  const t = useText();
  const now = useHubNow();
  const own = unit.courtCode === useCourtCode();
  const courts = useCourtNames();
  const operation = useOne('operation', unit.assignment?.operationId);
  const manages = useHolds('roster.manage') && own && !unit.retired;
  const enrols = useHolds('roster.enrol') && own && !unit.retired;
  const { profile } = unit;
  return (
    <>
      <h3 className={styles.title}>
        {profile.callSign} {profile.name}
        <small>
          {t(`terms:unit_kind.${profile.kind}`)}
          {profile.sex && ` · ${t(`terms:sex.${profile.sex}`)}`}
        </small>
      </h3>
      {!own && <p className={styles.quiet}>{t('units:other_court')}</p>}
      <Facts
        facts={[
          [t('units:columns.court'), courts.long(unit.courtCode)],
          [
            t('units:columns.status'),
            `${t(`terms:unit_look.${unit.retired ? 'retired' : unit.status}`)} · ${t('situation:detail.since')} ${timeSeenFrom(unit.statusSince, now)}`,
          ],
          [t('units:columns.assignment'), operation?.title ?? t('common.none')],
        ]}
      />
      <Terminal unit={unit} enrols={enrols} />
      <section className={styles.part} aria-label={t('units:profile')}>
        <h4 className={styles.sub}>{t('units:profile')}</h4>
        <UnitEditor
          key={unit.unitId}
          unitId={unit.unitId}
          unit={unit}
          editable={manages}
          onDone={() => undefined}
        />
      </section>
      {manages && <RetireUnit unit={unit} />}
    </>
  );
}

function Terminal({ unit, enrols }: { unit: Unit; enrols: boolean }) {
  const t = useText();
  const now = useHubNow();
  const [enrolling, setEnrolling] = useState(false);
  const { send, busy, refusal } = useSend();
  const state = deviceState(unit, now);
  return (
    <section className={styles.part} aria-label={t('units:terminal')}>
      <h4 className={styles.sub}>{t('units:terminal')}</h4>
      <Row>
        <Badge tone={state === 'enrolled' ? 'ok' : state === 'open' ? 'warn' : 'dim'}>
          {t(`units:device_state.${state}`)}
        </Badge>
        {unit.deviceName !== null && <span>{unit.deviceName}</span>}
        {state === 'open' && unit.enrolmentOpenUntil && (
          <span className={styles.quiet}>
            {t('units:open_until', { time: clockTime(unit.enrolmentOpenUntil) })}
          </span>
        )}
      </Row>
      {enrols && (
        <Row>
          <Button tone={state === 'enrolled' ? 'plain' : 'primary'} onClick={() => setEnrolling(true)}>
            {t('units:enrol.button')}
          </Button>
          {state !== 'none' && (
            <AskOnce
              label={t('units:revoke.button')}
              text={t('units:revoke.text')}
              reasonLabel={t('units:revoke.reason')}
              busy={busy}
              onYes={(reason) =>
                void send(revokeDevice, { unitId: unit.unitId, reason }, t('units:what.revoke'), unit.unitId)
              }
            />
          )}
        </Row>
      )}
      <Refused refusal={refusal} />
      {enrolling && <EnrolDialog unit={unit} onClose={() => setEnrolling(false)} />}
    </section>
  );
}
