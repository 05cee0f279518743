import type { Operation, Site } from '#domain/operation/state.ts';
import { operationSince, operationState } from '#domain/operation/state.ts';
import { staffOf } from '#domain/rules/departure-gate.ts';
import { isPerson, type Unit } from '#domain/unit/state.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Facts, Row } from '#renderer/ui/Panel.tsx';
import { dateTime, lngLat, money, timeSeenFrom } from '../../format.ts';
import { OPERATION_TONE } from '../../state/looks.ts';
import { siteKey } from '../../state/site-key.ts';
import { useConsole, useHubNow } from '../../state/use-console.ts';
import { callSignOf, useCourtNames, useUnitOf } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { SiteSteps, WholeSteps } from '../operations/LifecycleSteps.tsx';
import { TalkButton } from '../../shell/TalkButton.tsx';
import { Since } from './OperationsBoard.tsx';
import styles from './detail.module.css';

export function OperationDetail({ operation }: { operation: Operation }) {
  const t = useText();
  const now = useHubNow();
  const pick = useConsole((s) => s.pick);
  const goTo = useConsole((s) => s.goTo);
  const state = operationState(operation);
  const claim = operation.cases.reduce((sum, c) => sum + c.claimAmount + c.costsAmount, 0);
  const approval = operation.approvals.at(-1);
  return (
    <>
      <h3 className={styles.title}>{operation.title}</h3>
      <Row>
        <Badge tone={OPERATION_TONE[state]}>{t(`terms:operation_state.${state}`)}</Badge>
        <span className={styles.num}>
          <Since at={operationSince(operation)} />
        </span>
        <Button size="s" onClick={() => goTo('operations')}>
          {t('situation:detail.open')}
        </Button>
      </Row>
      <Facts
        facts={[
          [t('operations:plan.number'), operation.number],
          [t('operations:plan.type'), t(`terms:operation_type.${operation.operationType}`)],
          [
            t('situation:detail.cases'),
            operation.cases.map((c) => `${c.caseNumber} ${c.subjectName}`).join('；') || t('common.none'),
          ],
          [t('situation:detail.claim'), `${money(claim)}`],
          [t('situation:detail.planned'), dateTime(operation.plannedStart)],
          [
            t('situation:detail.risk'),
            operation.risk ? t(`terms:risk.${operation.risk.grade}`) : t('common.none'),
          ],
          [t('situation:detail.proposer'), operation.proposer.name],
          [
            t('situation:detail.approved_by'),
            approval
              ? `${approval.name} ${timeSeenFrom(approval.at, now)} ${approval.documentNumber}`
              : t('common.none'),
          ],
          [t('situation:detail.rule_set'), operation.ruleSetVersion],
        ]}
      />
      <WholeSteps operation={operation} />
      {Object.values(operation.sites).map((site) => (
        <section key={site.plan.siteId} aria-label={site.plan.name}>
          <Row>
            <button
              type="button"
              className={styles.item}
              onClick={() => pick('site', siteKey(operation.operationId, site.plan.siteId))}
            >
              <strong>{site.plan.name}</strong>
              <Badge tone={OPERATION_TONE[site.state]}>{t(`terms:operation_state.${site.state}`)}</Badge>
            </button>
          </Row>
          <SiteSteps operation={operation} site={site} />
        </section>
      ))}
    </>
  );
}

export function SiteDetail({ operation, site }: { operation: Operation; site: Site }) {
  const t = useText();
  const unitOf = useUnitOf();
  const courts = useCourtNames();
  const flyTo = useConsole((s) => s.flyTo);
  const goTo = useConsole((s) => s.goTo);
  const setTargets = useConsole((s) => s.setTargets);
  const { plan } = site;
  const units = new Map<string, Unit>();
  for (const id of [
    ...Object.values(operation.teams).flatMap((team) => team.unitIds),
    plan.commanderUnitId ?? '',
  ]) {
    const unit = unitOf(id);
    if (unit) units.set(id, unit);
  }
  const staff = staffOf(operation, plan.siteId, units);
  const people = staff.filter(isPerson);
  const reachable = staff.filter((unit) => unit.deviceName !== null).map((unit) => unit.unitId);
  return (
    <>
      <h3 className={styles.title}>
        {plan.name}
        <small>{operation.title}</small>
      </h3>
      <Row>
        <Badge tone={OPERATION_TONE[site.state]}>{t(`terms:operation_state.${site.state}`)}</Badge>
        <span className={styles.num}>
          <Since at={site.since} />
        </span>
      </Row>
      <SiteSteps operation={operation} site={site} />
      <Facts
        facts={[
          [
            t('situation:detail.commander'),
            plan.commanderUnitId
              ? `${callSignOf(unitOf(plan.commanderUnitId))} ${unitOf(plan.commanderUnitId)?.profile.name ?? ''}`
              : t('situation:detail.commander_none'),
          ],
          [
            t('situation:detail.staff'),
            t('situation:detail.staff_text', {
              people: people.length,
              women: people.filter((unit) => unit.profile.sex === 'female').length,
              cameras: `${people.filter((unit) => unit.profile.cameraLabel !== '').length}/${people.length}`,
              vehicles: staff.length - people.length,
            }),
          ],
          [t('situation:detail.address'), plan.address],
          [t('situation:detail.place_court'), courts.long(plan.placeCourtCode)],
          [
            t('situation:detail.position'),
            `${lngLat(plan)} · ${t('situation:detail.radius_m', { m: plan.radiusMeters })}`,
          ],
        ]}
      />
      <Row>
        <Button
          onClick={() => {
            goTo('situation');
            flyTo({ lng: plan.lng, lat: plan.lat, zoom: 15 });
          }}
        >
          {t('situation:detail.locate')}
        </Button>
        <Button onClick={() => setTargets(reachable)}>{t('situation:detail.mark')}</Button>
        <TalkButton
          unitIds={reachable}
          operationId={operation.operationId}
          disabled={reachable.length === 0}
        />
      </Row>
    </>
  );
}
