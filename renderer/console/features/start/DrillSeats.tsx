import type { DrillSeat } from '#contracts/session.ts';
import { useText } from '../../use-text.ts';
import styles from './start.module.css';

type Props = { seats: readonly DrillSeat[]; busy: boolean; onEnter: (seat: DrillSeat) => void };

/** The seats that a drill can be played from, one key each, by court in the order of the scenario. */
export function DrillSeats({ seats, busy, onEnter }: Props) {
  const t = useText();
  const courts = [...new Set(seats.map((seat) => seat.courtName))];
  return (
    <section className={styles.seats} aria-label={t('start:sign_in.drill_seats')}>
      <div>
        <h2>{t('start:sign_in.drill_seats')}</h2>
        <p className={styles.hint}>
          {seats.length === 0 ? t('start:sign_in.drill_none') : t('start:sign_in.drill_hint')}
        </p>
      </div>
      {courts.map((court) => (
        <div key={court}>
          <h3>{court}</h3>
          <div className={styles.keys}>
            {seats
              .filter((seat) => seat.courtName === court)
              .map((seat) => (
                <button
                  key={seat.login}
                  type="button"
                  className={styles.key}
                  disabled={busy}
                  aria-label={t('start:sign_in.as', { role: t(`terms:role.${seat.role}`), name: seat.name })}
                  onClick={() => onEnter(seat)}
                >
                  {t(`terms:role.${seat.role}`)}
                  <span>{seat.name}</span>
                </button>
              ))}
          </div>
        </div>
      ))}
    </section>
  );
}
