import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type { Refusal } from '#contracts/errors.ts';
import { createEnrolment } from '#contracts/unit.ts';
import type { Unit } from '#domain/unit/state.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Select } from '#renderer/ui/Field.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { clockTime, elapsed } from '../../format.ts';
import { refusalText } from '../../refusal-text.ts';
import { useConsole, useHubNow } from '../../state/use-console.ts';
import { useText } from '../../use-text.ts';
import { QrCode } from './QrCode.tsx';
import styles from './units.module.css';

type Code = z.output<typeof createEnrolment.output>;

/** A one-time code for a phone: two QR codes, the link, the fingerprint to compare, and how long it stands. */
export function EnrolDialog({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const t = useText();
  const run = useConsole((s) => s.run);
  const { unitId, deviceName } = unit;
  const [code, setCode] = useState<Code | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [before] = useState(deviceName);
  const [address, setAddress] = useState('0');
  const make = async () => {
    setCode(null);
    setRefusal(null);
    const reply = await run(createEnrolment, { unitId }, { what: t('units:what.enrol'), about: unitId });
    if (reply.ok) setCode(reply.value);
    else setRefusal(reply.error);
  };
  // Once for each time it is opened: a code that nobody asked for would kill the one that is being scanned.
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void make();
  });
  const [seen, setSeen] = useState(false);
  if (!seen && code && unit.enrolmentOpenUntil === code.expiresAt) setSeen(true);
  const done = seen && unit.enrolmentOpenUntil === null && unit.deviceName !== null;
  return (
    <Dialog
      size="l"
      title={t('units:enrol.title', { unit: `${unit.profile.callSign} ${unit.profile.name}` })}
      closeLabel={t('common.close')}
      onClose={onClose}
      footer={
        <>
          {!done && (
            <Button onClick={() => void make()} disabled={code === null && refusal === null}>
              {t('units:enrol.new_code')}
            </Button>
          )}
          <Button tone={done ? 'primary' : 'plain'} onClick={onClose}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      {refusal && (
        <ListState kind="error" text={t('units:enrol.failed', { reason: refusalText(t, refusal) })} />
      )}
      {!refusal && !code && <ListState kind="loading" text={t('units:enrol.making')} />}
      {done ? (
        <p className={styles.done} role="status">
          <span aria-hidden="true">{'✓ '}</span>
          {t('units:enrol.done', { device: unit.deviceName ?? '' })}
        </p>
      ) : (
        code && <Codes code={code} before={before} address={Number(address)} onAddress={setAddress} />
      )}
    </Dialog>
  );
}

function Codes({
  code,
  before,
  address,
  onAddress,
}: {
  code: Code;
  before: string | null;
  address: number;
  onAddress: (index: string) => void;
}) {
  const t = useText();
  const drill = useConsole((s) => s.setup?.drill ?? false);
  const left = Date.parse(code.expiresAt) - useHubNow();
  const [copied, setCopied] = useState(false);
  const url = code.urls[address];
  const trustUrl = code.trustUrls[address];
  if (url === undefined) return <ListState kind="error" text={t('units:enrol.no_url')} />;
  const copy = () => void navigator.clipboard.writeText(url).then(() => setCopied(true));
  return (
    <div className={styles.enrol}>
      {code.urls.length > 1 && (
        <Select
          label={t('units:enrol.address')}
          value={String(address)}
          options={code.urls.map((one, index) => ({ value: String(index), label: new URL(one).host }))}
          onChange={onAddress}
        />
      )}
      <div className={styles.codes}>
        {trustUrl !== undefined && (
          <figure>
            <figcaption>{t('units:enrol.step1')}</figcaption>
            <QrCode text={trustUrl} label={t('units:enrol.qr_trust')} />
            <p className={styles.link}>{trustUrl}</p>
          </figure>
        )}
        <figure>
          <figcaption>{t('units:enrol.step2')}</figcaption>
          {left > 0 ? (
            <QrCode text={url} label={t('units:enrol.qr_enrol')} />
          ) : (
            <ListState kind="error" text={t('units:enrol.expired')} hint={t('units:enrol.new_code')} />
          )}
          <p className={styles.link}>{url}</p>
        </figure>
      </div>
      <dl className={styles.facts}>
        <dt>{t('units:enrol.code')}</dt>
        <dd>
          <strong className={styles.code}>{code.code}</strong>{' '}
          <span className={left > 0 ? styles.quiet : styles.warn}>
            {left > 0
              ? `${t('units:enrol.expires', { time: clockTime(code.expiresAt) })} · ${t('units:enrol.left', { time: elapsed(left) })}`
              : t('units:enrol.expired')}
          </span>
        </dd>
        <dt>{t('units:enrol.fingerprint')}</dt>
        <dd className={styles.print}>{code.caFingerprint}</dd>
      </dl>
      {before !== null && <p className={styles.warn}>{t('units:enrol.replaces', { device: before })}</p>}
      <div className={styles.keys}>
        <Button onClick={copy}>{t(copied ? 'units:enrol.copied' : 'units:enrol.copy')}</Button>
        {drill && (
          <a className={styles.open} href={url} target="_blank" rel="noreferrer">
            {t('units:enrol.open_here')}
          </a>
        )}
      </div>
    </div>
  );
}
