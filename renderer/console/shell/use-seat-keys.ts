import { useEffect, useRef } from 'react';
import { useAlarmKeys } from '../features/alarms/use-alarm-keys.ts';
import { useOpenPicture } from '../features/video/use-open-picture.ts';
import { everybody, talkTargets } from '../media/talk-targets.ts';
import { roleHolds, screensOf } from '../state/screens.ts';
import { useApp } from '../state/use-console.ts';
import { flyToPicked } from '../state/fly-to-picked.ts';
import { actionOf, type SeatAction, whereIs } from './key-map.ts';
import { focusDesk, focusNextPart, focusPart, focusScreen } from './parts.ts';

/** The keys of the whole seat. They rest while a modal dialog is open, but for those of an alarm. */
export function useSeatKeys({ onHelp, onLine }: { onHelp: () => void; onLine: () => void }): void {
  const { store, talk } = useApp();
  const alarm = useAlarmKeys();
  const openPicture = useOpenPicture();
  // The listeners stay as long as the seat does: a key that is held down must not be let go by a render.
  const latest = useRef({ alarm, openPicture, onHelp, onLine });
  useEffect(() => {
    latest.current = { alarm, openPicture, onHelp, onLine };
  });

  useEffect(() => {
    let held: string | null = null;
    const act = (action: SeatAction): void => {
      const state = store.getState();
      const role = state.session?.caller.role ?? 'operator';
      const { picked } = state;
      const { alarm, openPicture, onHelp, onLine } = latest.current;
      switch (action.does) {
        case 'screen': {
          const screen = screensOf(role)[action.index];
          if (!screen) return;
          state.goTo(screen);
          return focusScreen(document);
        }
        case 'part':
          return focusPart(document, action.name);
        case 'next_part':
          return focusNextPart(document, action.step);
        case 'line':
          return onLine();
        case 'help':
          return onHelp();
        case 'desk':
          alarm.desk();
          return void requestAnimationFrame(() => focusDesk(document));
        case 'withdraw':
          return roleHolds(role, 'operation.withdraw') ? alarm.withdraw() : undefined;
        case 'locate':
          return alarm.locate();
        case 'order':
          return roleHolds(role, 'order.issue') ? state.compose() : undefined;
        case 'message':
          return roleHolds(role, 'message.send') ? state.writeTo(talkTargets(state).unitIds) : undefined;
        case 'video':
          return picked?.kind === 'unit' ? openPicture(picked.id) : undefined;
        case 'locate_picked':
          return flyToPicked(state);
        case 'unpick':
          return state.unpick();
        case 'talk':
        case 'talk_all': {
          const { unitIds, operationId } = action.does === 'talk' ? talkTargets(state) : everybody(state);
          return roleHolds(role, 'av.talk') ? talk.press(unitIds, operationId) : undefined;
        }
      }
    };
    const release = () => {
      if (held === null) return;
      held = null;
      talk.release();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const press = {
        key: event.key,
        code: event.code,
        ctrl: event.ctrlKey || event.metaKey,
        alt: event.altKey,
        shift: event.shiftKey,
      };
      const action = actionOf(press, whereIs(document.activeElement));
      if (!action) return;
      const modal = document.querySelector('dialog[open]') !== null;
      if (modal && action.does !== 'desk') return;
      // Escape first closes what the browser itself has opened: a menu.
      if (action.does === 'unpick')
        return document.querySelector('[popover=auto]:popover-open') ? undefined : act(action);
      event.preventDefault();
      if (event.repeat) return;
      if (action.does === 'talk' || action.does === 'talk_all') held = event.code;
      act(action);
    };
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.code === held) release();
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keyup', onKeyUp);
    // A key that goes up elsewhere is never heard of: the microphone must not stay open for it.
    window.addEventListener('blur', release);
    return () => {
      release();
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keyup', onKeyUp);
      window.removeEventListener('blur', release);
    };
  }, [store, talk]);
}
