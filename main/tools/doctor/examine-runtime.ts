import { isNewEnough } from '../../launch/node-runtime.mjs';
import { fail, fine, said, warn, type Finding } from './finding.ts';
import type { Machine } from './machine.ts';

const TRIED_NODE = 24;
const LITTLE_MEMORY = 4 * 2 ** 30;
const FULL = 2;

export function examineNode({ node, platform, arch }: Machine): Finding {
  const found = said(`运行时 Node ${node}（${platform} ${arch}）`, `Node ${node} (${platform} ${arch})`);
  if (!isNewEnough(node)) {
    return fail(
      'node',
      found,
      said(
        '枢纽需要 Node 22.18 以上：运行 npm ci，它会带来 Node 24',
        'The hub needs Node 22.18 or newer: npm ci brings Node 24',
      ),
    );
  }
  if (Number(node.split('.')[0]) === TRIED_NODE) return fine('node', found);
  return warn(
    'node',
    found,
    said(
      '测试所用为 Node 24：运行 npm ci 后用 npm 脚本启动',
      'What was tested is Node 24: run npm ci and start by npm scripts',
    ),
  );
}

export function examineMemory({ memoryBytes }: Machine): Finding {
  const gib = (memoryBytes / 2 ** 30).toFixed(1);
  const found = said(`内存 ${gib} GiB`, `${gib} GiB of memory`);
  if (memoryBytes >= LITTLE_MEMORY) return fine('memory', found);
  return warn(
    'memory',
    found,
    said('枢纽与指挥台同机时建议 4 GiB 以上', 'A hub and a console on one machine want 4 GiB or more'),
  );
}

export function examineSqlite({ sqlite }: Machine): Finding {
  if ('refused' in sqlite) {
    return fail(
      'sqlite',
      said(`数据库拒绝打开：${sqlite.refused}`, `The database refuses: ${sqlite.refused}`),
      said(
        '运行 npm ci 更新 Node，并用 --data 指定本机磁盘上的目录',
        'Update Node with npm ci, and name a folder on a local disk with --data',
      ),
    );
  }
  const { version, journal, synchronous } = sqlite;
  const level = synchronous === FULL ? 'FULL' : String(synchronous);
  const found = said(
    `SQLite ${version}，日志 ${journal}，落盘 ${level}`,
    `SQLite ${version}, journal ${journal}, synchronous ${level}`,
  );
  if (journal === 'wal' && synchronous === FULL) return fine('sqlite', found);
  return fail(
    'sqlite',
    found,
    said(
      '断电会丢失已答复的记录：把数据目录移到本机磁盘',
      'A power cut would lose what was answered: move the data folder to a local disk',
    ),
  );
}
