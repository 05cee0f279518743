import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataDir } from '../hub/data-dir.ts';
import { examine, mustBeMended } from './doctor/examine.ts';
import type { Finding, State } from './doctor/finding.ts';
import { lookAtMachine } from './doctor/look-at-machine.ts';

/**
 * Looks whether this machine can run a hub and a console, and says how to mend what is amiss. Changes nothing.
 * Exit code 0: it can. 1: something must be mended first. 2: it was asked wrongly.
 *
 *   npm run doctor [-- --data FOLDER] [--field-port N] [--json]
 */
const USAGE = '用法 / usage: npm run doctor [-- --data FOLDER] [--field-port N] [--json]';
const FIELD_PORT = '8443';

const MARK: Record<State, string> = { ok: '✓ 正常 ok  ', warn: '! 注意 warn', fail: '✗ 不可 fail' };

function options() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      'field-port': { type: 'string', default: FIELD_PORT },
      json: { type: 'boolean', default: false },
    },
  });
  const port = Number(values['field-port']);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error('--field-port: 1 … 65535');
  return {
    dir: values.data === undefined ? defaultDataDir() : resolve(values.data),
    port,
    json: values.json,
  };
}

function print({ state, found, mend }: Finding): void {
  console.log(`${MARK[state]}  ${found.zh}\n               ${found.en}`);
  if (mend !== null) console.log(`            → ${mend.zh}\n              ${mend.en}`);
}

async function main(): Promise<number> {
  try {
    const { dir, port, json } = options();
    const findings = examine(await lookAtMachine(dir, port));
    if (json) console.log(JSON.stringify(findings));
    else findings.forEach(print);
    return mustBeMended(findings) ? 1 : 0;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return 2;
  }
}

process.exitCode = await main();
