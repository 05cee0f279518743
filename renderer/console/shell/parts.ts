/** Parts of the seat in the order that F6 goes through them; each is an element with `data-part`. */
const FOCUSABLE =
  'input:not(:disabled), textarea:not(:disabled), select:not(:disabled), button:not(:disabled), canvas[tabindex], [tabindex="0"]';

const partsInSight = (page: Document): HTMLElement[] =>
  [...page.querySelectorAll<HTMLElement>('[data-part]')].filter((part) => part.offsetParent !== null);

/** A table first, because that is what one goes to a board for; else the first thing that takes the focus. */
const targetIn = (part: HTMLElement): HTMLElement | null =>
  part.querySelector<HTMLElement>('[role=grid]') ?? part.querySelector<HTMLElement>(FOCUSABLE);

export function focusPart(page: Document, name: string): void {
  const part = partsInSight(page).find((one) => one.dataset['part'] === name);
  if (part) targetIn(part)?.focus();
}

/** The alarm desk: its acknowledgement while that waits, else its first key. */
export function focusDesk(page: Document): void {
  const desk = page.querySelector('[role=alertdialog]');
  (
    desk?.querySelector<HTMLElement>('[data-first]') ??
    desk?.querySelector<HTMLElement>('button:not(:disabled)')
  )?.focus();
}

/** After a change of screen: into what it is mainly about, once it has been drawn. */
export function focusScreen(page: Document): void {
  page.defaultView?.requestAnimationFrame(() => {
    const part = partsInSight(page).find(
      (one) => one.dataset['part'] === 'screen' || one.dataset['part'] === 'units',
    );
    if (part) targetIn(part)?.focus();
  });
}

/** F6 and Shift+F6: to the next or previous part that takes the focus at all. */
export function focusNextPart(page: Document, step: 1 | -1): void {
  const parts = partsInSight(page).filter((part) => targetIn(part) !== null);
  const at = parts.findIndex((part) => part.contains(page.activeElement));
  const next = parts[(at + step + parts.length) % parts.length] ?? parts[0];
  if (next) targetIn(next)?.focus();
}
