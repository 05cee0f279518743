import { EventEmitter } from 'node:events';

export type Rectangle = { x: number; y: number; width: number; height: number };

/** `STANDIN_DISPLAYS="1920x1080+0+0,1920x1080+1920+0"`: the first is the primary one. */
export function parseDisplays(text: string) {
  return text.split(',').map((part, index) => {
    const match = /^(\d+)x(\d+)\+(\d+)\+(\d+)$/.exec(part.trim());
    if (match === null) throw new Error(`STANDIN_DISPLAYS: ${part}`);
    const [width = 0, height = 0, x = 0, y = 0] = match.slice(1).map(Number);
    const bounds = { x, y, width, height };
    return {
      id: 1_000 + index,
      label: `Display ${index + 1}`,
      bounds,
      workArea: bounds,
      scaleFactor: 1,
      rotation: 0,
    };
  });
}

class ScreenStandIn extends EventEmitter {
  displays = parseDisplays(process.env.STANDIN_DISPLAYS ?? '1920x1080+0+0');

  getAllDisplays = () => this.displays;
  getPrimaryDisplay() {
    const [primary] = this.displays;
    if (primary === undefined) throw new Error('stand-in: no display left');
    return primary;
  }

  /** For specs: plugs and unplugs displays while the app runs. */
  replug(text: string): void {
    this.displays = parseDisplays(text);
    this.emit('display-metrics-changed', {}, this.getPrimaryDisplay(), ['bounds']);
  }
}

export const screen = new ScreenStandIn();
