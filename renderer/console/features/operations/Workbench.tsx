import { useEffect } from 'react';
import type { Operation } from '#domain/operation/state.ts';
import { operationSince, operationState } from '#domain/operation/state.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { type Tab, Tabs } from '#renderer/ui/Tabs.tsx';
import { elapsed } from '../../format.ts';
import { OPERATION_TONE } from '../../state/looks.ts';
import { useConsole, useHubNow } from '../../state/use-console.ts';
import { useMayOperation } from '../../state/use-domain.ts';
import { useForm } from '../../state/use-form.ts';
import { useText } from '../../use-text.ts';
import { ApprovalTab } from './ApprovalTab.tsx';
import { DocumentsTab } from './DocumentsTab.tsx';
import { focusList } from './focus-list.ts';
import { GateTab } from './GateTab.tsx';
import { LifecycleTab } from './LifecycleTab.tsx';
import { areDocumentsOpen, areTeamsEditable, isEditable, nextStep, type WorkTab } from './next-step.ts';
import { PlanTab } from './PlanTab.tsx';
import { SitesTab } from './SitesTab.tsx';
import { TeamsTab } from './TeamsTab.tsx';
import styles from './operations.module.css';

/** Everything about one operation, from the draft to the archive, a tab each; what comes next is said on top. */
export function Workbench({ operation }: { operation: Operation }) {
  const t = useText();
  const now = useHubNow();
  const callerId = useConsole((s) => s.session?.caller.id ?? '');
  const pending = useConsole((s) =>
    [...s.pending.values()].some((command) => command.about.startsWith(operation.operationId)),
  );
  const draft = useMayOperation('operation.draft', operation);
  const approve = useMayOperation('operation.approve', operation);
  const { form, change } = useForm<{ tab: WorkTab }>('workbench', { tab: 'plan' });
  const state = operationState(operation);
  useEffect(focusList, []); // after a draft was made its form is gone
  const next = nextStep(operation, callerId, { draft, approve });
  const editable = draft && isEditable(operation);
  const tabs: Tab<WorkTab>[] = [
    { id: 'plan', label: t('operations:tabs.plan'), note: operation.cases.length },
    { id: 'sites', label: t('operations:tabs.sites'), note: Object.keys(operation.sites).length },
    { id: 'teams', label: t('operations:tabs.teams'), note: Object.keys(operation.teams).length },
    { id: 'documents', label: t('operations:tabs.documents'), note: operation.documents.length },
    { id: 'gate', label: t('operations:tabs.gate') },
    { id: 'lifecycle', label: t('operations:tabs.lifecycle') },
    { id: 'approval', label: t('operations:tabs.approval') },
  ];
  return (
    <section className={styles.bench} aria-label={operation.title}>
      <header className={styles.benchHead}>
        <h2>{operation.title}</h2>
        <span className={styles.number}>{operation.number}</span>
        <Badge tone={OPERATION_TONE[state]}>{t(`terms:operation_state.${state}`)}</Badge>
        <span className={styles.figure}>{elapsed(now - Date.parse(operationSince(operation)))}</span>
        {pending && <Badge tone="accent">{t('common.pending')}</Badge>}
        {next && (
          <span className={styles.next}>
            <span className={styles.quiet}>{t('operations:next.title')}</span>
            <Button size="s" aria-pressed={form.tab === next.tab} onClick={() => change({ tab: next.tab })}>
              {t(`operations:next.${next.say}`)}
            </Button>
          </span>
        )}
      </header>
      <Tabs label={operation.title} tabs={tabs} active={form.tab} onChange={(tab) => change({ tab })}>
        {form.tab === 'plan' && <PlanTab operation={operation} editable={editable} />}
        {form.tab === 'sites' && <SitesTab operation={operation} editable={editable} />}
        {form.tab === 'teams' && (
          <TeamsTab operation={operation} editable={draft && areTeamsEditable(operation)} />
        )}
        {form.tab === 'documents' && (
          <DocumentsTab operation={operation} editable={draft && areDocumentsOpen(operation)} />
        )}
        {form.tab === 'gate' && <GateTab operation={operation} />}
        {form.tab === 'lifecycle' && <LifecycleTab operation={operation} />}
        {form.tab === 'approval' && <ApprovalTab operation={operation} />}
      </Tabs>
    </section>
  );
}
