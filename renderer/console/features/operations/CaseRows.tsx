import { CASE_TAGS } from '#contracts/operation.ts';
import { newId } from '#renderer/client/new-id.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Checkbox } from '#renderer/ui/Field.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { money } from '../../format.ts';
import { useText } from '../../use-text.ts';
import { parseAmount } from './amounts.ts';
import { type CaseForm, type CaseTag, emptyCase, type PlanProblem, sumsOf } from './plan-form.ts';
import styles from './operations.module.css';

type Props = {
  cases: readonly CaseForm[];
  problems: Readonly<Record<string, PlanProblem>>;
  editable: boolean;
  onChange: (cases: CaseForm[]) => void;
};

/** The cases of a plan, a row each; sums right-aligned, and what they come to at the foot. */
export function CaseRows({ cases, problems, editable, onChange }: Props) {
  const t = useText();
  const sums = sumsOf(cases);
  const put = (caseId: string, part: Partial<CaseForm>) =>
    onChange(cases.map((one) => (one.caseId === caseId ? { ...one, ...part } : one)));
  return (
    <section className={styles.part} aria-label={t('operations:plan.cases')}>
      <header className={styles.partHead}>
        <h3>{t('operations:plan.cases')}</h3>
        {editable && (
          <Button size="s" onClick={() => onChange([...cases, emptyCase(newId())])}>
            {t('operations:plan.add_case')}
          </Button>
        )}
      </header>
      {cases.length === 0 ? (
        <ListState kind="empty" text={t('operations:plan.no_cases')} />
      ) : (
        <table className={styles.grid}>
          <thead>
            <tr>
              <th>{t('operations:plan.case_number')}</th>
              <th>{t('operations:plan.subject')}</th>
              <th className={styles.num}>{t('operations:plan.claim')}</th>
              <th className={styles.num}>{t('operations:plan.costs')}</th>
              {editable && <th />}
            </tr>
          </thead>
          {cases.map((one) => (
            <CaseRow
              key={one.caseId}
              one={one}
              problem={problems[one.caseId]}
              editable={editable}
              put={(part) => put(one.caseId, part)}
              onRemove={() => onChange(cases.filter((other) => other.caseId !== one.caseId))}
            />
          ))}
          <tfoot>
            <tr>
              <td colSpan={2}>{t('operations:plan.total', { n: cases.length })}</td>
              <td className={styles.num}>{money(sums.claim)}</td>
              <td className={styles.num}>{money(sums.costs)}</td>
              {editable && <td />}
            </tr>
          </tfoot>
        </table>
      )}
    </section>
  );
}

type RowProps = {
  one: CaseForm;
  problem: PlanProblem | undefined;
  editable: boolean;
  put: (part: Partial<CaseForm>) => void;
  onRemove: () => void;
};

function CaseRow({ one, problem, editable, put, onRemove }: RowProps) {
  const t = useText();
  if (!editable) {
    return (
      <tbody>
        <tr>
          <td>{one.caseNumber}</td>
          <td>
            {one.subjectName}
            <Marks one={one} />
          </td>
          <td className={styles.num}>{one.claim}</td>
          <td className={styles.num}>{one.costs}</td>
        </tr>
      </tbody>
    );
  }
  const text = (field: 'caseNumber' | 'subjectName', label: string, most: number, sample?: string) => (
    <input
      aria-label={label}
      aria-invalid={problem === 'case_incomplete' && one[field].trim() === ''}
      className={styles.cell}
      value={one[field]}
      maxLength={most}
      placeholder={sample}
      onChange={(event) => put({ [field]: event.target.value })}
    />
  );
  const sum = (field: 'claim' | 'costs', label: string) => (
    <input
      aria-label={label}
      aria-invalid={
        problem === 'amount_wrong' && one[field].trim() !== '' && parseAmount(one[field]) === null
      }
      className={styles.sum}
      inputMode="decimal"
      value={one[field]}
      maxLength={24}
      placeholder="0.00"
      onChange={(event) => put({ [field]: event.target.value })}
      onBlur={() => {
        const amount = parseAmount(one[field]);
        if (amount !== null && one[field] !== money(amount)) put({ [field]: money(amount) });
      }}
    />
  );
  const toggle = (tag: CaseTag) =>
    put({ tags: one.tags.includes(tag) ? one.tags.filter((other) => other !== tag) : [...one.tags, tag] });
  return (
    <tbody className={styles.case}>
      <tr>
        <td>{text('caseNumber', t('operations:plan.case_number'), 60, t('operations:plan.case_sample'))}</td>
        <td>{text('subjectName', t('operations:plan.subject'), 80)}</td>
        <td>{sum('claim', t('operations:plan.claim'))}</td>
        <td>{sum('costs', t('operations:plan.costs'))}</td>
        <td>
          <IconButton label={`${t('common.remove')} ${one.caseNumber}`} onClick={onRemove}>
            <span aria-hidden="true">{'✕'}</span>
          </IconButton>
        </td>
      </tr>
      <tr>
        <td colSpan={5}>
          <div className={styles.tags} role="group" aria-label={t('operations:plan.tags')}>
            {CASE_TAGS.map((tag) => (
              <Button key={tag} size="s" aria-pressed={one.tags.includes(tag)} onClick={() => toggle(tag)}>
                {t(`terms:case_tag.${tag}`)}
              </Button>
            ))}
            <Checkbox
              label={t('operations:plan.bankruptcy')}
              checked={one.bankruptcyAccepted}
              onChange={(bankruptcyAccepted) => put({ bankruptcyAccepted })}
            />
            {problem && (
              <span className={styles.warn} role="alert">
                {t(`operations:plan.${problem}`)}
              </span>
            )}
          </div>
        </td>
      </tr>
    </tbody>
  );
}

function Marks({ one }: { one: CaseForm }) {
  const t = useText();
  return (
    <span className={styles.marks}>
      {one.tags.map((tag) => (
        <Badge key={tag} tone="dim">
          {t(`terms:case_tag.${tag}`)}
        </Badge>
      ))}
      {one.bankruptcyAccepted && <Badge tone="warn">{t('operations:plan.bankruptcy')}</Badge>}
    </span>
  );
}
