/** Whether `ready` has been fired; much of Electron is allowed only before, or only after it. */
const { promise, resolve } = Promise.withResolvers<void>();
let ready = false;

export const readiness = {
  isReady: () => ready,
  whenReady: () => promise,
  become(): void {
    ready = true;
    resolve();
  },
};
