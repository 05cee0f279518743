import { type ReactNode, useEffect, useRef } from 'react';
import { Badge } from '#renderer/ui/Badge.tsx';
import { cx } from '#renderer/ui/class-names.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { useSecond } from '#renderer/ui/use-second.ts';
import { clockTime, elapsed } from '../../format.ts';
import { refusalText } from '../../refusal-text.ts';
import { useTalkState, useView } from '../../media/use-media.ts';
import { useConsole } from '../../state/use-console.ts';
import { callSignOf, useAlarmed, useOne } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { FixAge } from '../situation/FixAge.tsx';
import type { ErrorCode } from '#contracts/errors.ts';
import styles from './Tile.module.css';

type Props = { unitId: string; purpose: string; alarm?: boolean; onClose?: () => void };

/** A unit's picture. Without fresh frames it says so over the whole tile: a frozen picture is never shown as if it moved. */
export function Tile({ unitId, purpose, alarm = false, onClose }: Props) {
  const t = useText();
  const unit = useOne('unit', unitId);
  const alarmed = useAlarmed().has(unitId);
  const uplink = useConsole((s) => s.uplinks.get(unitId));
  const talks = useConsole((s) => s.talks);
  const heard = useConsole((s) => s.heardUnitId === unitId);
  const hear = useConsole((s) => s.hear);
  const pick = useConsole((s) => s.pick);
  const pickedHere = useConsole((s) => s.picked?.kind === 'unit' && s.picked.id === unitId);
  const talk = useTalkState();
  const view = useView(unitId, unit?.assignment?.operationId ?? null, purpose);
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current && video.current.srcObject !== view.stream) video.current.srcObject = view.stream;
  }, [view.stream]);

  const live =
    view.state === 'live' &&
    uplink?.state !== 'lost' &&
    uplink?.state !== 'closed' &&
    uplink?.hasVideo !== false;
  const speaking = talks.some((now) => now.from === unitId || now.from === `unit/${unitId}`);
  const talkedTo = talk.phase === 'speaking' && talk.unitIds.includes(unitId);
  const callSign = callSignOf(unit);
  return (
    <figure
      className={cx(styles.tile, (alarm || alarmed) && styles.alarm, pickedHere && styles.picked)}
      aria-label={`${callSign} ${t(`terms:uplink.${live ? 'live' : view.state}`)}`}
      title={`${t('video:purpose')}：${purpose}`}
      data-state={live ? 'live' : view.state}
      onClick={() => pick('unit', unitId)}
    >
      <video
        ref={video}
        className={styles.video}
        autoPlay
        muted
        playsInline
        disablePictureInPicture
        aria-hidden="true"
      />
      {!live && <Dark unitId={unitId} state={view.state} since={view.since} refusal={view.refusal} />}
      <div className={styles.top}>
        {speaking && (
          <span className={styles.tag}>
            <Badge tone="ok">{t('video:unit_speaking')}</Badge>
          </span>
        )}
        {talkedTo && (
          <span className={styles.tag}>
            <Badge tone="ok">{t('video:talking')}</Badge>
          </span>
        )}
        <span className={styles.space} />
        <IconButton
          label={heard ? t('video:mute') : t('video:hear')}
          aria-pressed={heard}
          onClick={stop(() => hear(heard ? null : unitId))}
        >
          <span aria-hidden="true">{heard ? '♪' : '♩'}</span>
        </IconButton>
        {onClose && (
          <IconButton label={t('video:close')} onClick={stop(onClose)}>
            <span aria-hidden="true">{'✕'}</span>
          </IconButton>
        )}
      </div>
      <figcaption className={styles.caption}>
        <strong>{callSign}</strong>
        <span className={styles.who}>{unit?.profile.name}</span>
        <span className={styles.figures}>
          {live && uplink ? (
            <>
              {uplink.lossPct >= 1 && `${t('video:loss', { n: uplink.lossPct.toFixed(0) })} · `}
              {t('video:kbps', { n: Math.round(uplink.kbps) })}
            </>
          ) : (
            <FixAge unitId={unitId} />
          )}
        </span>
      </figcaption>
    </figure>
  );
}

const stop = (action: () => void) => (event: { stopPropagation: () => void }) => {
  event.stopPropagation();
  action();
};

function Dark({
  unitId,
  state,
  since,
  refusal,
}: {
  unitId: string;
  state: string;
  since: number;
  refusal: string | null;
}) {
  const t = useText();
  const uplink = useConsole((s) => s.uplinks.get(unitId));
  const camera = useConsole((s) => s.presence.get(unitId)?.camera);
  const now = useSecond();
  let text: ReactNode;
  if (refusal !== null) text = refusalText(t, { code: refusal as ErrorCode });
  else if (uplink?.state === 'live' && !uplink.hasVideo)
    text = t(camera === 'blocked' ? 'video:camera_blocked' : 'video:camera_off');
  else if (uplink?.state === 'lost' || state === 'lost') {
    const at = uplink?.state === 'lost' ? uplink.since : since;
    text = (
      <>
        <strong>{t('video:lost_since', { time: clockTime(at) })}</strong>
        <span>{elapsed(now - at)}</span>
      </>
    );
  } else if (camera === 'blocked') text = t('video:camera_blocked');
  else if (uplink === undefined || uplink.state === 'closed')
    text = camera === 'off' ? t('video:camera_off') : t('video:never');
  else text = t('video:connecting');
  return (
    <div className={styles.dark} role="status">
      {text}
    </div>
  );
}
