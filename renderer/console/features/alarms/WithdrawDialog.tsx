import { useState } from 'react';
import { withdrawSite } from '#contracts/operation.ts';
import { transition } from '#domain/operation/lifecycle.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Select, TextArea } from '#renderer/ui/Field.tsx';
import { FormGrid } from '#renderer/ui/Panel.tsx';
import { siteKey, splitSiteKey } from '../../state/site-key.ts';
import { useConsole } from '../../state/use-console.ts';
import { useAll } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';

/** 撤离: asks nothing but which site. Never behind a gate (R61). */
export function WithdrawDialog() {
  const withdrawal = useConsole((s) => s.withdrawal);
  return withdrawal ? <Open key={withdrawal.site} of={withdrawal} /> : null;
}

function Open({ of }: { of: { operationId: string | null; site: string | null } }) {
  const t = useText();
  const close = useConsole((s) => s.closeWithdraw);
  const run = useConsole((s) => s.run);
  const operations = useAll('operation');
  const [reason, setReason] = useState('');
  const sites = operations.flatMap((operation) =>
    Object.values(operation.sites)
      .filter((site) => operation.phase === 'approved' && transition('site', site.state, 'withdrawn'))
      .map((site) => ({
        value: siteKey(operation.operationId, site.plan.siteId),
        label: `${site.plan.name} · ${operation.title}`,
        operationId: operation.operationId,
      })),
  );
  const first =
    sites.find((site) => site.value === of.site) ??
    sites.find((site) => site.operationId === of.operationId) ??
    sites[0];
  const [site, setSite] = useState(first?.value ?? '');
  const submit = () => {
    const { operationId, siteId } = splitSiteKey(site);
    const name = sites.find(({ value }) => value === site)?.label ?? '';
    void run(
      withdrawSite,
      { operationId, siteId, reason },
      { what: t('alarms:what.withdraw', { site: name }), about: site, tell: true },
    );
    close();
  };
  return (
    <Dialog
      title={t('alarms:withdraw_dialog.title')}
      closeLabel={t('common.close')}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button tone="alarm" disabled={site === ''} onClick={submit}>
            {t('alarms:withdraw_dialog.submit')}
          </Button>
        </>
      }
    >
      {sites.length === 0 ? (
        <p role="status">{t('alarms:withdraw_dialog.none')}</p>
      ) : (
        <FormGrid>
          <Select
            wide
            label={t('alarms:withdraw_dialog.site')}
            value={site}
            options={sites}
            onChange={setSite}
          />
          <TextArea
            wide
            label={t('alarms:withdraw_dialog.reason')}
            hint={t('alarms:withdraw_dialog.text')}
            value={reason}
            maxLength={500}
            onChange={setReason}
          />
        </FormGrid>
      )}
    </Dialog>
  );
}
