import { useState } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { Row } from '#renderer/ui/Panel.tsx';
import { useSecond } from '#renderer/ui/use-second.ts';
import { elapsed } from '../format.ts';
import { refusalText } from '../refusal-text.ts';
import { useApp, useConsole } from '../state/use-console.ts';
import { useText } from '../use-text.ts';
import { StartFrame } from './StartFrame.tsx';

/** Nothing can be done without the hub: says what was tried, since when, and what a person can do. */
export function HubDown() {
  const t = useText();
  const { hubUrl } = useApp();
  const refusal = useConsole((s) => s.setupRefusal);
  const readSetup = useConsole((s) => s.readSetup);
  const [since] = useState(() => Date.now());
  const now = useSecond();
  return (
    <StartFrame title={t('start:hub_down.title')}>
      <p role="status">
        {t('start:hub_down.text')} {t('start:hub_down.since', { time: elapsed(now - since) })}
      </p>
      <p>{t('start:hub_down.do_restart', { url: hubUrl })}</p>
      {refusal && refusal.code !== 'link_down' && (
        <p>{t('start:hub_down.last', { reason: refusalText(t, refusal) })}</p>
      )}
      <Row>
        <Button autoFocus onClick={() => void readSetup()}>
          {t('common.again')}
        </Button>
      </Row>
    </StartFrame>
  );
}
