import type { Operation } from '#domain/operation/state.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/class-names.ts';
import { Field, Select } from '#renderer/ui/Field.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { useConsole } from '../../state/use-console.ts';
import { callSignOf, useAll, useUnitOf } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import styles from './orders.module.css';

type Props = {
  unitIds: readonly string[];
  operation: Operation | undefined;
  /** Units that may be addressed; null: every own unit. */
  allowed: readonly string[] | null;
  /** 「下达给」 when left out. */
  label?: string;
  onChange: (unitIds: string[]) => void;
};

/** To whom: chips that can be taken out, single units and whole teams to add, and what is marked on the board. */
export function TargetPicker({ unitIds, operation, allowed, label, onChange }: Props) {
  const t = useText();
  const unitOf = useUnitOf();
  const all = useAll('unit').filter(
    (unit) => !unit.retired && (allowed === null || allowed.includes(unit.unitId)),
  );
  const marked = useConsole((s) => s.targets);
  const add = (ids: Iterable<string>) => onChange([...new Set([...unitIds, ...ids])]);
  const free = all
    .filter((unit) => !unitIds.includes(unit.unitId))
    .sort((a, b) => a.profile.callSign.localeCompare(b.profile.callSign, 'zh-CN', { numeric: true }));
  const addable = [...marked].filter((id) => !unitIds.includes(id));
  const problem = (id: string) => {
    if (allowed !== null && !allowed.includes(id)) return t('orders:not_in_plan');
    return unitOf(id)?.deviceName === null ? t('orders:not_enrolled') : null;
  };
  return (
    <Field label={label ?? t('orders:to')}>
      {() => (
        <>
          <div className={styles.chips} role="list" aria-label={label ?? t('orders:to')}>
            {unitIds.length === 0 && <span className={styles.dim}>{t('orders:to_none')}</span>}
            {unitIds.map((id) => (
              <span
                key={id}
                role="listitem"
                className={cx(styles.chip, problem(id) !== null && styles.bad)}
                title={problem(id) ?? undefined}
              >
                {callSignOf(unitOf(id))}
                {problem(id) !== null && ' ▲'}
                <IconButton
                  label={`${t('common.remove')} ${callSignOf(unitOf(id))}`}
                  onClick={() => onChange(unitIds.filter((other) => other !== id))}
                >
                  <span aria-hidden="true">{'×'}</span>
                </IconButton>
              </span>
            ))}
            {addable.length > 0 && (
              <Button size="s" onClick={() => add(addable)}>
                {`+ ${t('situation:units.marked', { n: addable.length })}`}
              </Button>
            )}
          </div>
          <div className={styles.pickers}>
            <Select
              label={t('orders:add_unit')}
              value=""
              options={[
                { value: '', label: t('common.none') },
                ...free.map((unit) => ({
                  value: unit.unitId,
                  label: `${unit.profile.callSign} ${unit.profile.name}`,
                  disabled: unit.deviceName === null,
                })),
              ]}
              onChange={(id) => id !== '' && add([id])}
            />
            <Select
              label={t('orders:add_team')}
              value=""
              options={[
                { value: '', label: t('common.none') },
                ...Object.values(operation?.teams ?? {}).map((team) => ({
                  value: team.teamId,
                  label: `${team.name}（${team.unitIds.length}）`,
                })),
              ]}
              onChange={(id) =>
                add((operation?.teams[id]?.unitIds ?? []).filter((unitId) => unitOf(unitId)?.deviceName))
              }
            />
          </div>
        </>
      )}
    </Field>
  );
}
