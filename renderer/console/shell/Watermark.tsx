import { useEffect, useRef } from 'react';
import { dateTime } from '../format.ts';
import { useConsole, useHubNow } from '../state/use-console.ts';
import { useText } from '../use-text.ts';
import styles from './Watermark.module.css';

const MINUTE_MS = 60_000;

/** F26: who looks at this screen, where and when, faintly over all of it, so that a photograph of it names its taker. */
export function Watermark() {
  const t = useText();
  const name = useConsole((s) => s.session?.caller.name ?? '');
  const seat = useConsole((s) => s.session?.caller.seat ?? '');
  const theme = useConsole((s) => s.layout.theme);
  const minute = Math.floor(useHubNow() / MINUTE_MS);
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = sheet.current;
    const picture =
      element &&
      drawMark(`${name} · ${seat}`, dateTime(minute * MINUTE_MS).slice(0, -3), getComputedStyle(element));
    if (picture) element.style.backgroundImage = `url(${picture})`;
  }, [name, seat, minute, theme]);
  return (
    <div ref={sheet} className={styles.watermark} role="img" aria-label={t('watermark', { name, seat })} />
  );
}

/** One tile of the pattern as a PNG; null where the page cannot draw. */
function drawMark(who: string, when: string, { color, fontFamily }: CSSStyleDeclaration): string | null {
  const canvas = document.createElement('canvas');
  canvas.width = 460;
  canvas.height = 300;
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  pen.translate(30, 190);
  pen.rotate(-0.36);
  pen.fillStyle = color;
  pen.font = `17px ${fontFamily}`;
  pen.fillText(who, 0, 0);
  pen.font = `13px ${fontFamily}`;
  pen.fillText(when, 0, 22);
  return canvas.toDataURL();
}
