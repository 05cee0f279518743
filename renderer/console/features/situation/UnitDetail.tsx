import { useState } from 'react';
import type { Unit } from '#domain/unit/state.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Facts, Row } from '#renderer/ui/Panel.tsx';
import { StatusMark } from '#renderer/ui/StatusMark.tsx';
import { clockTime } from '../../format.ts';
import { RECEIPT_MARK, UNIT_MARK, unitLook } from '../../state/looks.ts';
import { useConsole } from '../../state/use-console.ts';
import { useAlarmed, useAll, useCourtNames, useHolds, useMayUnit, useOne } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { RaiseDialog } from '../alarms/RaiseDialog.tsx';
import { TalkButton } from '../../shell/TalkButton.tsx';
import { useOpenPicture } from '../video/use-open-picture.ts';
import { FixAge } from './FixAge.tsx';
import { Since } from './OperationsBoard.tsx';
import styles from './detail.module.css';

export function UnitDetail({ unit }: { unit: Unit }) {
  const t = useText();
  const { unitId, profile } = unit;
  const courts = useCourtNames();
  const alarmed = useAlarmed();
  const presence = useConsole((s) => s.presence.get(unitId));
  const operation = useOne('operation', unit.assignment?.operationId);
  const look = unitLook(unit, alarmed, presence);
  const team = operation?.teams[unit.assignment?.teamId ?? ''];
  const site = operation?.sites[unit.assignment?.siteId ?? ''];
  const facts: [string, React.ReactNode][] = [
    [t('situation:detail.status'), <Status key="s" unit={unit} look={look} />],
    ...(unit.statusReason === ''
      ? []
      : [[t('situation:detail.reason'), unit.statusReason] as [string, string]]),
    [t('situation:detail.fix'), <FixAge key="f" unitId={unitId} />],
    [t('situation:detail.court'), courts.long(unit.courtCode)],
    ...(operation ? [[t('situation:detail.operation'), operation.title] as [string, string]] : []),
    ...(team
      ? [
          [
            t('situation:detail.team'),
            `${team.name} · ${t(`terms:team_function.${team.function}`)}${site ? ` · ${site.plan.name}` : ''}`,
          ] as [string, string],
        ]
      : []),
    [t('situation:detail.device'), unit.deviceName ?? t('situation:detail.device_none')],
    ...(presence
      ? [
          [
            '',
            t('situation:detail.device_state', {
              battery: presence.batteryPct === null ? '—' : `${Math.round(presence.batteryPct)}%`,
              network: presence.network || '—',
              camera: ['on', 'off', 'blocked'].includes(presence.camera)
                ? t(`situation:detail.camera_${presence.camera as 'on'}`)
                : '—',
            }),
          ] as [string, string],
        ]
      : []),
    ...(presence?.clockOffsetMs != null && Math.abs(presence.clockOffsetMs) > 2_000
      ? [
          ['', t('situation:detail.clock_offset', { s: (presence.clockOffsetMs / 1000).toFixed(1) })] as [
            string,
            string,
          ],
        ]
      : []),
    ...(profile.cameraLabel === ''
      ? []
      : [[t('situation:detail.camera'), profile.cameraLabel] as [string, string]]),
    ...(profile.plate === '' ? [] : [[t('situation:detail.plate'), profile.plate] as [string, string]]),
    ...(profile.skills.length === 0
      ? []
      : [[t('situation:detail.skills'), profile.skills.join('、')] as [string, string]]),
  ];
  return (
    <>
      <h3 className={styles.title}>
        {profile.callSign} {profile.name}
        <small>
          {t(`terms:unit_kind.${profile.kind}`)}
          {profile.sex && ` · ${t(`terms:sex.${profile.sex}`)}`}
        </small>
      </h3>
      <Actions unit={unit} />
      <Facts facts={facts} />
      <UnitOrders unitId={unitId} />
    </>
  );
}

function Status({ unit, look }: { unit: Unit; look: keyof typeof UNIT_MARK }) {
  const t = useText();
  return (
    <span className={styles.status}>
      <StatusMark
        {...UNIT_MARK[look]}
        letter={t(`terms:unit_look_letter.${look}`)}
        label={t(`terms:unit_look.${look}`)}
      />
      {t(`terms:unit_look.${look}`)}
      <span className={styles.num}>
        <Since at={unit.lostSince ?? unit.statusSince} />
      </span>
      <span className={styles.dim}>
        {t('situation:detail.since')} {clockTime(unit.lostSince ?? unit.statusSince)}
      </span>
    </span>
  );
}

function Actions({ unit }: { unit: Unit }) {
  const t = useText();
  const { unitId } = unit;
  const compose = useConsole((s) => s.compose);
  const writeTo = useConsole((s) => s.writeTo);
  const flyTo = useConsole((s) => s.flyTo);
  const goTo = useConsole((s) => s.goTo);
  const follow = useConsole((s) => s.follow);
  const followed = useConsole((s) => s.followId === unitId);
  const marked = useConsole((s) => s.targets.has(unitId));
  const toggle = useConsole((s) => s.toggleTarget);
  const open = useOpenPicture();
  const sees = useMayUnit('av.open', unit);
  const issues = useHolds('order.issue');
  const writes = useMayUnit('message.send', unit);
  const raises = useHolds('incident.raise');
  const [raising, setRaising] = useState(false);
  const here = unit.deviceName !== null;
  return (
    <Row>
      {issues && (
        <Button tone="primary" shortcut="N" disabled={!here} onClick={() => compose([unitId])}>
          {t('situation:detail.order')}
        </Button>
      )}
      {sees && (
        <Button shortcut="V" disabled={!here} onClick={() => open(unitId)}>
          {t('situation:detail.video')}
        </Button>
      )}
      <TalkButton unitIds={[unitId]} operationId={unit.assignment?.operationId ?? null} disabled={!here} />
      {writes && (
        <Button disabled={!here} onClick={() => writeTo([unitId])}>
          {t('situation:detail.message')}
        </Button>
      )}
      <Button
        onClick={() => {
          goTo('situation');
          flyTo({ unitId });
        }}
      >
        {t('situation:detail.locate')}
      </Button>
      <Button aria-pressed={followed} onClick={() => follow(followed ? null : unitId)}>
        {t(followed ? 'situation:detail.unfollow' : 'situation:detail.follow')}
      </Button>
      <Button aria-pressed={marked} onClick={() => toggle(unitId)}>
        {t(marked ? 'situation:detail.unmark' : 'situation:detail.mark')}
      </Button>
      {raises && <Button onClick={() => setRaising(true)}>{t('situation:detail.raise')}</Button>}
      {raising && <RaiseDialog unitId={unitId} onClose={() => setRaising(false)} />}
    </Row>
  );
}

const SHOWN = 6;

function UnitOrders({ unitId }: { unitId: string }) {
  const t = useText();
  const pick = useConsole((s) => s.pick);
  const orders = useAll('order')
    .filter((order) => order.receipts[unitId])
    .sort((a, b) => b.issuedAt.localeCompare(a.issuedAt))
    .slice(0, SHOWN);
  return (
    <section aria-label={t('situation:detail.orders_of')}>
      <h4 className={styles.sub}>{t('situation:detail.orders_of')}</h4>
      {orders.length === 0 && <p className={styles.dim}>{t('situation:detail.no_orders')}</p>}
      <ul className={styles.list}>
        {orders.map((order) => {
          const { state } = order.receipts[unitId]!;
          return (
            <li key={order.orderId}>
              <button type="button" className={styles.item} onClick={() => pick('order', order.orderId)}>
                <StatusMark
                  {...RECEIPT_MARK[state]}
                  letter={t(`terms:receipt_letter.${state}`)}
                  label={t(`terms:receipt.${state}`)}
                />
                <span className={styles.num}>{clockTime(order.issuedAt)}</span>
                <span className={styles.cut}>{order.text}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
