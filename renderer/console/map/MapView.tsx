import type { PositionsSource } from './positions.ts';
import styles from './MapView.module.css';

type Props = { positions: PositionsSource };

/** The live map of this window. */
export function MapView(_props: Props) {
  return <div className={styles.map} />;
}
