import { useState } from 'react';
import { type CaseDocument, DOCUMENT_KINDS, recordDocument } from '#contracts/operation.ts';
import type { Operation } from '#domain/operation/state.ts';
import { newId } from '#renderer/client/new-id.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { type Column, DataTable } from '#renderer/ui/DataTable.tsx';
import { Select, TextField } from '#renderer/ui/Field.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { FormGrid, Row } from '#renderer/ui/Panel.tsx';
import { dayOf, fromLocalInput } from '../../format.ts';
import { useForm } from '../../state/use-form.ts';
import { useApp } from '../../state/use-console.ts';
import { useText } from '../../use-text.ts';
import { Refused } from '../../forms/Refused.tsx';
import { useSend } from '../../forms/use-send.ts';
import styles from './operations.module.css';

/** Rulings, warrants, approvals and requests that the departure gate asks for. */
export function DocumentsTab({ operation, editable }: { operation: Operation; editable: boolean }) {
  const t = useText();
  const documents = [...operation.documents].sort(
    (a, b) => DOCUMENT_KINDS.indexOf(a.kind) - DOCUMENT_KINDS.indexOf(b.kind),
  );
  const columns: Column<CaseDocument>[] = [
    {
      id: 'kind',
      header: t('operations:documents.kind'),
      cell: (document) => t(`terms:document_kind.${document.kind}`),
      sortBy: (document) => DOCUMENT_KINDS.indexOf(document.kind),
    },
    {
      id: 'number',
      header: t('operations:documents.number'),
      grows: true,
      cell: (document) => document.number,
      sortBy: (document) => document.number,
    },
    {
      id: 'issuer',
      header: t('operations:documents.issuer'),
      cell: (document) => document.issuer,
      sortBy: (document) => document.issuer,
    },
    {
      id: 'signed',
      header: t('operations:documents.signed'),
      kind: 'number',
      cell: (document) => dayOf(document.signedAt),
      sortBy: (document) => document.signedAt,
    },
  ];
  return (
    <div className={styles.split}>
      <div className={styles.list}>
        <DataTable
          label={t('operations:tabs.documents')}
          rows={documents}
          columns={columns}
          rowKey={(document) => document.documentId}
          empty={
            <ListState
              kind="empty"
              text={t('operations:documents.none')}
              hint={editable ? t('operations:documents.hint') : undefined}
            />
          }
        />
      </div>
      <div className={styles.pad}>{editable && <DocumentForm operationId={operation.operationId} />}</div>
    </div>
  );
}

function DocumentForm({ operationId }: { operationId: string }) {
  const t = useText();
  const { hub } = useApp();
  const [today] = useState(() => dayOf(hub.hubNow()));
  const { form, change, clear } = useForm<{
    kind: CaseDocument['kind'];
    number: string;
    issuer: string;
    signed: string;
  }>(`document/${operationId}`, { kind: 'ruling', number: '', issuer: '', signed: today });
  const [shown, setShown] = useState(false);
  const { send, busy, refusal } = useSend();
  const signedAt = /^\d{4}-\d\d-\d\d$/.test(form.signed) ? fromLocalInput(`${form.signed}T00:00`) : null;
  const missing = { number: form.number.trim() === '', issuer: form.issuer.trim() === '' };
  const submit = async () => {
    setShown(true);
    if (missing.number || missing.issuer || signedAt === null) return;
    const document = {
      documentId: newId(),
      kind: form.kind,
      number: form.number.trim(),
      issuer: form.issuer.trim(),
      signedAt,
    };
    if (!(await send(recordDocument, { operationId, document }, t('operations:what.document'), operationId)))
      return;
    clear();
    setShown(false);
  };
  return (
    <form
      className={styles.form}
      aria-label={t('operations:documents.add')}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3>{t('operations:documents.add')}</h3>
      <FormGrid>
        <Select
          label={t('operations:documents.kind')}
          value={form.kind}
          options={DOCUMENT_KINDS.map((value) => ({ value, label: t(`terms:document_kind.${value}`) }))}
          onChange={(kind) => change({ kind })}
        />
        <TextField
          label={t('operations:documents.number')}
          value={form.number}
          maxLength={80}
          error={shown && missing.number ? t('operations:documents.number_required') : null}
          onChange={(number) => change({ number })}
        />
        <TextField
          label={t('operations:documents.issuer')}
          value={form.issuer}
          maxLength={80}
          error={shown && missing.issuer ? t('operations:documents.issuer_required') : null}
          onChange={(issuer) => change({ issuer })}
        />
        <TextField
          label={t('operations:documents.signed')}
          type="date"
          value={form.signed}
          error={shown && signedAt === null ? t('operations:documents.date_required') : null}
          onChange={(signed) => change({ signed })}
        />
      </FormGrid>
      <Refused refusal={refusal} />
      <Row>
        <Button type="submit" tone="primary" busy={busy}>
          {t('operations:documents.add')}
        </Button>
      </Row>
    </form>
  );
}
