import { useEffect, useRef } from 'react';
import { useSeen } from '../../media/use-media.ts';
import { useConsole } from '../../state/use-console.ts';

/** The one loudspeaker for the one unit that is heard; tiles themselves are silent, so that nothing sounds twice. */
export function Listener() {
  const unitId = useConsole((s) => s.heardUnitId);
  const stream = useSeen(unitId)?.stream ?? null;
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = audio.current;
    if (!element || element.srcObject === stream) return;
    element.srcObject = stream;
    if (stream) element.play().catch((cause: unknown) => console.warn('sound not started', { cause: String(cause) }));
  }, [stream]);
  return <audio ref={audio} hidden />;
}
