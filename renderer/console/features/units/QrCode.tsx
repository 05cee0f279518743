import { create } from 'qrcode';
import { modulesPath } from './qr-path.ts';
import styles from './units.module.css';

/** A text as a QR code, drawn as one path: dark on light in every theme, because cameras want it so. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = modulesPath(create(text, { errorCorrectionLevel: 'M' }).modules);
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path className={styles.qrDark} d={path} />
    </svg>
  );
}
