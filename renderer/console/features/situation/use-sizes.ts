import type { Layout } from '../../state/layout-slice.ts';
import { useConsole } from '../../state/use-console.ts';

/** The kept layout; `scale` turns its sizes into pixels of the size that the seat is shown at. */
export function useSizes(): {
  layout: Layout;
  setLayout: (change: Partial<Layout>) => void;
  scale: (pixels: number) => number;
} {
  const layout = useConsole((s) => s.layout);
  const setLayout = useConsole((s) => s.setLayout);
  return { layout, setLayout, scale: (pixels) => Math.round((pixels * layout.scale) / 100) };
}
