import { useEffect, useRef } from 'react';
import { issueOrder, ORDER_PRIORITIES } from '#contracts/order.ts';
import { operationUnitIds } from '#domain/operation/state.ts';
import { newId } from '#renderer/client/new-id.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Select, TextArea } from '#renderer/ui/Field.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { FormGrid, Row } from '#renderer/ui/Panel.tsx';
import { useReturnFocus } from '../../shell/use-return-focus.ts';
import type { OrderDraft } from '../../state/composer-slice.ts';
import { useConsole } from '../../state/use-console.ts';
import { useAll, useOne } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { TargetPicker } from './TargetPicker.tsx';
import { REPLY_BY, type TemplateId, TEMPLATES } from './templates.ts';
import styles from './OrderComposer.module.css';

/**
 * An order being written, in a corner above the command line. It is no modal: map, boards and command line stay at hand while it
 * is half filled, and units marked on the board can be added to it.
 */
export function OrderComposer() {
  const draft = useConsole((s) => s.composer);
  return draft ? <Composer draft={draft} /> : null;
}

function Composer({ draft }: { draft: OrderDraft }) {
  const t = useText();
  const change = useConsole((s) => s.changeDraft);
  const close = useConsole((s) => s.closeComposer);
  const run = useConsole((s) => s.run);
  const setTargets = useConsole((s) => s.setTargets);
  const pick = useConsole((s) => s.pick);
  const operations = useAll('operation').filter(
    (operation) => !['closed', 'archived', 'cancelled'].includes(operation.phase),
  );
  const operation = useOne('operation', draft.operationId);
  const reopen = useReopen();
  const box = useRef<HTMLElement>(null);
  useReturnFocus();
  useEffect(() => box.current?.querySelector('textarea')?.focus(), []);

  const planned = operation ? operationUnitIds(operation) : null;
  const ready = draft.unitIds.length > 0 && draft.text.trim() !== '';
  const takeTemplate = (id: TemplateId | '') => {
    const template = TEMPLATES.find((one) => one.id === id);
    if (!template) return change({ templateId: null });
    change({
      templateId: template.id,
      text: t(`orders:templates.${template.id}.text`),
      priority: template.priority,
      replyBySeconds: template.replyBySeconds,
    });
  };
  const issue = async () => {
    if (!ready) return;
    const orderId = newId();
    const { operationId, unitIds, text, templateId, priority, replyBySeconds } = draft;
    const sent = run(
      issueOrder,
      { orderId, operationId, unitIds, text, templateId, priority, replyBySeconds },
      { what: t('orders:what.issue'), about: orderId },
    );
    close();
    const reply = await sent;
    if (reply.ok) {
      setTargets([]);
      pick('order', orderId);
    } else reopen(draft);
  };
  return (
    <section
      ref={box}
      className={styles.composer}
      role="dialog"
      aria-modal="false"
      aria-label={t('orders:compose')}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void issue();
        if (event.key === 'Escape') close();
      }}
    >
      <header className={styles.head}>
        <h2>{t('orders:compose')}</h2>
        <IconButton label={t('orders:discard')} onClick={close}>
          <span aria-hidden="true">{'✕'}</span>
        </IconButton>
      </header>
      <div className={styles.body}>
        <Select
          label={t('orders:operation')}
          value={draft.operationId ?? ''}
          options={[
            { value: '', label: t('orders:outside') },
            ...operations.map((one) => ({ value: one.operationId, label: one.title })),
          ]}
          onChange={(operationId) => change({ operationId: operationId || null })}
        />
        <TargetPicker
          unitIds={draft.unitIds}
          operation={operation}
          allowed={planned}
          onChange={(unitIds) => change({ unitIds })}
        />
        <TextArea
          label={t('orders:text')}
          rows={3}
          value={draft.text}
          maxLength={1000}
          onChange={(text) => change({ text })}
        />
        <FormGrid>
          <Select
            label={t('orders:template')}
            value={(draft.templateId ?? '') as TemplateId | ''}
            options={[
              { value: '', label: t('orders:no_template') },
              ...TEMPLATES.map(({ id }) => ({ value: id, label: t(`orders:templates.${id}.name`) })),
            ]}
            onChange={takeTemplate}
          />
          <Select
            label={t('orders:priority')}
            value={draft.priority}
            options={ORDER_PRIORITIES.map((value) => ({ value, label: t(`terms:priority.${value}`) }))}
            onChange={(priority) => change({ priority })}
          />
          <Select
            label={t('orders:reply_by')}
            value={String(draft.replyBySeconds) as (typeof REPLY_BY)[number]}
            options={REPLY_BY.map((value) => ({
              value,
              label:
                Number(value) < 60
                  ? t('orders:reply_seconds', { n: value })
                  : t('orders:reply_minutes', { n: Number(value) / 60 }),
            }))}
            onChange={(value) => change({ replyBySeconds: Number(value) })}
          />
        </FormGrid>
      </div>
      <footer className={styles.foot}>
        <Row end>
          <Button onClick={close}>{t('orders:discard')}</Button>
          <Button tone="primary" shortcut="Ctrl+Enter" disabled={!ready} onClick={() => void issue()}>
            {t('orders:issue_to', { n: draft.unitIds.length })}
          </Button>
        </Row>
      </footer>
    </section>
  );
}

/** A refused order comes back as it was written. */
function useReopen() {
  const compose = useConsole((s) => s.compose);
  const change = useConsole((s) => s.changeDraft);
  return (draft: OrderDraft) => {
    compose(draft.unitIds);
    change(draft);
  };
}
