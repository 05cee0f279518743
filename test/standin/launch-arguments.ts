import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export type LaunchArguments = {
  /** Modules to load before the app, as `-r` asks. */
  requires: string[];
  /** What the app sees after its executable. */
  rest: string[];
  switches: Map<string, string>;
  appPath: string;
  mainFile: string;
};

/** Reads a command line the way Electron does: `[-r module]… [--switch…] app [--switch…]`. */
export function readLaunchArguments(raw: string[]): LaunchArguments {
  const requires: string[] = [];
  const rest: string[] = [];
  let app: string | undefined;
  for (let index = 0; index < raw.length; index++) {
    const argument = raw[index] ?? '';
    if (app === undefined && (argument === '-r' || argument === '--require'))
      requires.push(raw[++index] ?? '');
    else {
      if (app === undefined && !argument.startsWith('-')) app = argument;
      rest.push(argument);
    }
  }
  if (app === undefined) throw new Error('stand-in: no app given');
  return { requires, rest, switches: readSwitches(raw), ...findApp(resolve(app)) };
}

function readSwitches(raw: string[]): Map<string, string> {
  const found = raw.map((argument) => /^--([^=]+)=?(.*)$/s.exec(argument)).filter((match) => match !== null);
  return new Map(found.map((match) => [match[1] ?? '', match[2] ?? '']));
}

function findApp(path: string): { appPath: string; mainFile: string } {
  if (!statSync(path).isDirectory()) return { appPath: dirname(path), mainFile: path };
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as { main?: string };
  return { appPath: path, mainFile: join(path, manifest.main ?? 'index.js') };
}
