import type { ReactNode } from 'react';
import { ErrorBoundary } from '#renderer/ui/ErrorBoundary.tsx';
import { useText } from '../use-text.ts';

/** A part of the screen that may break alone. `part` names it for the keys that go from part to part. */
export function PanelGuard({
  part,
  children,
  className,
}: {
  part: string;
  children: ReactNode;
  className?: string | undefined;
}) {
  const t = useText();
  return (
    <div data-part={part} className={className}>
      <ErrorBoundary
        title={t('common.failed_title')}
        text={t('common.failed_text')}
        againLabel={t('common.again')}
        onError={(error, where) => console.error('a panel failed', { part, error, where })}
      >
        {children}
      </ErrorBoundary>
    </div>
  );
}
