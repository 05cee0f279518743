import { fail, fine, said, warn, type Finding } from './finding.ts';
import type { Machine } from './machine.ts';

const GIB = 2 ** 30;
const NO_ROOM = 1 * GIB;
const LITTLE_ROOM = 10 * GIB;

/** When this version was made; a clock before it is wrong, and so is one a working life after it. */
const EARLIEST_YEAR = 2026;
const LATEST_YEAR = 2056;

export function examineRelay({ relayFault }: Machine): Finding {
  if (relayFault === null) {
    return fine(
      'relay',
      said('视频转发模块 node-datachannel 可用', 'The relay’s module, node-datachannel, loads'),
    );
  }
  return fail(
    'relay',
    said(`视频转发模块无法加载：${relayFault}`, `The relay’s module does not load: ${relayFault}`),
    said(
      '在本机上运行 npm ci（不要用 --omit=optional，也不要从别的系统拷贝 node_modules）',
      'Run npm ci on this very machine (without --omit=optional; node_modules copied from another system will not do)',
    ),
  );
}

export function examineFieldPort({ fieldPort: { port, state } }: Machine): Finding {
  if (state === 'free') return fine('port', said(`手机端口 ${port} 空闲`, `Port ${port} for phones is free`));
  if (state === 'ours')
    return fine(
      'port',
      said(`手机端口 ${port} 由本枢纽使用`, `Port ${port} for phones is held by a hub of ours`),
    );
  if (state === 'forbidden') {
    return warn(
      'port',
      said(`不允许监听端口 ${port}`, `Listening on port ${port} is not allowed`),
      said(
        '用 --field-port 换一个 1024 以上的端口，并在防火墙放行',
        'Choose one above 1024 with --field-port, and open it in the firewall',
      ),
    );
  }
  return warn(
    'port',
    said(
      `手机端口 ${port} 被其他程序占用，枢纽会另选一个`,
      `Port ${port} for phones is taken by another program; the hub would choose another`,
    ),
    said(
      '关闭占用它的程序（ss -ltnp 可查），或用 --field-port 固定一个，否则已登记的手机会找不到枢纽',
      'Close that program (ss -ltnp names it) or fix one with --field-port, or phones that are enrolled lose the hub',
    ),
  );
}

export function examineDataFolder({ data: { dir, writable, local } }: Machine): Finding {
  const found = said(`数据目录 ${dir}`, `Data folder ${dir}`);
  if (!local) {
    return fail(
      'data',
      said(
        `数据目录 ${dir} 在网络盘上，记录可能损坏`,
        `Data folder ${dir} is on a network drive, where the record can be damaged`,
      ),
      said(
        '用 HENGLING_DATA 或 --data 指定本机磁盘上的目录',
        'Name a folder on a local disk in HENGLING_DATA or with --data',
      ),
    );
  }
  if (writable) return fine('data', found);
  return fail(
    'data',
    said(`数据目录 ${dir} 不可写`, `Data folder ${dir} cannot be written`),
    said(
      '把该目录的所有者改为运行枢纽的用户，或用 --data 换一个目录',
      'Give it to the user that runs the hub, or name another with --data',
    ),
  );
}

export function examineDisk({ data: { freeBytes } }: Machine): Finding {
  const gib = (freeBytes / GIB).toFixed(1);
  const found = said(`数据盘剩余 ${gib} GiB`, `${gib} GiB free for the record`);
  if (freeBytes >= LITTLE_ROOM) return fine('disk', found);
  const mend = said(
    '清理磁盘，或把数据目录移到更大的盘：满盘后枢纽拒绝新指令',
    'Free some space or move the data folder: on a full disk the hub refuses commands',
  );
  return freeBytes < NO_ROOM ? fail('disk', found, mend) : warn('disk', found, mend);
}

export function examineClock({ clock: { now, timeZone, synchronised } }: Machine): Finding {
  const at = new Date(now);
  const found = said(
    `时钟 ${at.toISOString()}，时区 ${timeZone}`,
    `Clock ${at.toISOString()}, zone ${timeZone}`,
  );
  const mend = said(
    '启用对时：timedatectl set-ntp true，内网请指向本单位的时间服务器',
    'Follow a time server: timedatectl set-ntp true; inside a closed network, the one of your house',
  );
  if (at.getUTCFullYear() < EARLIEST_YEAR || at.getUTCFullYear() > LATEST_YEAR)
    return fail('clock', found, mend);
  if (synchronised === false) {
    return warn(
      'clock',
      said(`${found.zh}，未与时间服务器同步`, `${found.en}, not following a time server`),
      mend,
    );
  }
  return fine('clock', found);
}
