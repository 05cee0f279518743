import { useState } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { TextField } from '#renderer/ui/Field.tsx';
import { useConsole } from '../../state/use-console.ts';
import { callSignOf, useOne } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';

/** Asks why, before the picture of a unit outside any operation is opened. */
export function PurposeDialog() {
  const unitId = useConsole((s) => s.purposeFor);
  return unitId === null ? null : <Ask key={unitId} unitId={unitId} />;
}

function Ask({ unitId }: { unitId: string }) {
  const t = useText();
  const unit = useOne('unit', unitId);
  const ask = useConsole((s) => s.askPurpose);
  const openTile = useConsole((s) => s.openTile);
  const [purpose, setPurpose] = useState('');
  const open = () => {
    openTile(unitId, purpose.trim());
    ask(null);
  };
  return (
    <Dialog
      title={t('video:purpose_title', { unit: callSignOf(unit) })}
      closeLabel={t('common.close')}
      onClose={() => ask(null)}
      footer={
        <>
          <Button onClick={() => ask(null)}>{t('common.cancel')}</Button>
          <Button tone="primary" disabled={purpose.trim() === ''} onClick={open}>
            {t('video:open')}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (purpose.trim() !== '') open();
        }}
      >
        <TextField
          label={t('video:purpose')}
          hint={t('video:purpose_ask')}
          value={purpose}
          maxLength={100}
          autoFocus
          onChange={setPurpose}
        />
      </form>
    </Dialog>
  );
}
