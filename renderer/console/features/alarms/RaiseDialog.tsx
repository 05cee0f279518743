import { useState } from 'react';
import { INCIDENT_KINDS, type IncidentKind, raiseIncident, type RaiseIncident } from '#contracts/incident.ts';
import { newId } from '#renderer/client/new-id.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Select, TextArea } from '#renderer/ui/Field.tsx';
import { FormGrid } from '#renderer/ui/Panel.tsx';
import { useConsole } from '../../state/use-console.ts';
import { useAll } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';

const SOURCES = ['voice', 'phone', 'higher_court', 'rule'] as const;

/** An alarm that came by voice, by telephone or from above. */
export function RaiseDialog({ onClose, unitId: about = '' }: { onClose: () => void; unitId?: string }) {
  const t = useText();
  const run = useConsole((s) => s.run);
  const units = useAll('unit');
  const operations = useAll('operation').filter(
    (operation) => !['closed', 'archived', 'cancelled'].includes(operation.phase),
  );
  const focused = useConsole((s) => s.operationId);
  const [kind, setKind] = useState<IncidentKind>('violence');
  const [source, setSource] = useState<RaiseIncident['source']>('phone');
  const [unitId, setUnitId] = useState(about);
  const [operationId, setOperationId] = useState(
    units.find((unit) => unit.unitId === about)?.assignment?.operationId ?? focused ?? '',
  );
  const [note, setNote] = useState('');
  const submit = async () => {
    const reply = await run(
      raiseIncident,
      {
        incidentId: newId(),
        kind,
        source,
        operationId: operationId || null,
        unitId: unitId || null,
        position: null,
        note,
      },
      { what: t('alarms:what.raise'), tell: true },
    );
    if (reply.ok) onClose();
  };
  return (
    <Dialog
      title={t('alarms:raise.title')}
      closeLabel={t('common.close')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button tone="alarm" disabled={note.trim() === ''} onClick={() => void submit()}>
            {t('alarms:raise.submit')}
          </Button>
        </>
      }
    >
      <FormGrid>
        <Select
          label={t('alarms:raise.kind')}
          value={kind}
          options={INCIDENT_KINDS.map((value) => ({ value, label: t(`terms:incident_kind.${value}`) }))}
          onChange={setKind}
        />
        <Select
          label={t('alarms:raise.source')}
          value={source}
          options={SOURCES.map((value) => ({ value, label: t(`terms:incident_source.${value}`) }))}
          onChange={setSource}
        />
        <Select
          label={t('alarms:raise.unit')}
          value={unitId}
          options={[
            { value: '', label: t('alarms:raise.no_unit') },
            ...units.map((unit) => ({
              value: unit.unitId,
              label: `${unit.profile.callSign} ${unit.profile.name}`,
            })),
          ]}
          onChange={setUnitId}
        />
        <Select
          label={t('alarms:raise.operation')}
          value={operationId}
          options={[
            { value: '', label: t('alarms:top.no_operation') },
            ...operations.map((operation) => ({ value: operation.operationId, label: operation.title })),
          ]}
          onChange={setOperationId}
        />
        <TextArea wide label={t('alarms:raise.note')} value={note} maxLength={500} onChange={setNote} />
      </FormGrid>
    </Dialog>
  );
}
