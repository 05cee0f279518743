/**
 * Puts the keyboard back to work after the form that held it is gone: into the list of the tab that is open, or on the
 * tab itself where there is no list.
 */
export function focusList(): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return; // somebody put it where he wants it
    const find = (what: string) => document.querySelector<HTMLElement>(what);
    (find('[role=tabpanel] [role=grid]') ?? find('[role=tab][aria-selected=true]'))?.focus();
  });
}
