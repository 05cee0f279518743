import type { ShellErrorCode } from '#contracts/bridge.ts';

/** An expected "no" of the shell. Only the code reaches the page: the preload takes it out of Electron's wrapping. */
export class ShellRefusal extends Error {
  override readonly name = 'ShellRefusal';

  constructor(code: ShellErrorCode, options?: ErrorOptions) {
    super(code, options);
  }
}
