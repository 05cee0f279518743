import { useEffect, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useSeen } from '../../media/use-media.ts';
import { useConsole } from '../../state/use-console.ts';

const UNIT = 'unit/';

/**
 * The seat's loudspeaker: the one unit that is heard, and whoever presses to talk in a picture that is open here. Tiles
 * themselves are silent, so that nothing sounds twice.
 */
export function Listener() {
  const unitIds = useConsole(
    useShallow((s) => {
      const speaking = s.talks.flatMap(({ from }) =>
        from.startsWith(UNIT) ? [from.slice(UNIT.length)] : [],
      );
      return [...new Set(s.heardUnitId === null ? speaking : [s.heardUnitId, ...speaking])];
    }),
  );
  return unitIds.map((unitId) => <Voice key={unitId} unitId={unitId} />);
}

function Voice({ unitId }: { unitId: string }) {
  const stream = useSeen(unitId)?.stream ?? null;
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = audio.current;
    if (!element || element.srcObject === stream) return;
    element.srcObject = stream;
    if (!stream) return;
    const play = () =>
      void element
        .play()
        .catch((cause: unknown) => console.warn('sound not started', { cause: String(cause) }));
    play();
    // A browser keeps its loudspeaker shut until the page is touched.
    const onTouch = () => element.paused && play();
    window.addEventListener('pointerdown', onTouch);
    return () => window.removeEventListener('pointerdown', onTouch);
  }, [stream]);
  return <audio ref={audio} hidden />;
}
