import type { LaunchArguments } from './launch-arguments.ts';

/** How this stand-in was started; filled by boot.ts before any other module is loaded. */
export const launch: LaunchArguments = {
  requires: [],
  rest: [],
  switches: new Map(),
  appPath: process.cwd(),
  mainFile: '',
};
