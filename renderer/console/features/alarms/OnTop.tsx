import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { cx } from '#renderer/ui/class-names.ts';
import styles from './AlarmDesk.module.css';

const openDialog = (): HTMLElement | null =>
  [...document.querySelectorAll<HTMLElement>('dialog[open]')].at(-1) ?? null;

/**
 * Shows its children above everything, in the browser's top layer. A modal dialog that is open makes all outside it inert, an alarm
 * as well; so it is hung into that dialog, and into the page again when the dialog has gone.
 */
export function OnTop({
  children,
  low = false,
}: {
  children: ReactNode;
  /** A line more stands above it. */ low?: boolean;
}) {
  const [host, setHost] = useState<HTMLElement>(() => openDialog() ?? document.body);
  const layer = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = layer.current;
    if (!element || typeof element.showPopover !== 'function') return;
    element.showPopover();
    return () => {
      if (element.isConnected) element.hidePopover();
    };
  }, [host]);
  useEffect(() => {
    if (host === document.body) return;
    const watch = new MutationObserver(() => {
      if (!host.isConnected) setHost(document.body);
    });
    watch.observe(document.body, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, [host]);
  return createPortal(
    <div ref={layer} popover="manual" className={cx(styles.layer, low && styles.low)}>
      {children}
    </div>,
    host,
  );
}
