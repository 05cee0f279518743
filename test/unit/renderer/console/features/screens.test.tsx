import type { ComponentType } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { buildOperationReport } from '#domain/report/build-report.ts';
import { AccountPane } from '#renderer/console/features/accounts/AccountPane.tsx';
import { AccountsScreen } from '#renderer/console/features/accounts/AccountsScreen.tsx';
import { AuditScreen } from '#renderer/console/features/audit/AuditScreen.tsx';
import { GateTable } from '#renderer/console/features/operations/GateTable.tsx';
import type { WorkTab } from '#renderer/console/features/operations/next-step.ts';
import { OperationsScreen } from '#renderer/console/features/operations/OperationsScreen.tsx';
import { ReportPaper } from '#renderer/console/features/report/ReportPaper.tsx';
import { ReportScreen } from '#renderer/console/features/report/ReportScreen.tsx';
import { UnitPane } from '#renderer/console/features/units/UnitPane.tsx';
import { UnitsScreen } from '#renderer/console/features/units/UnitsScreen.tsx';
import { createConsoleI18n } from '#renderer/console/i18n.ts';
import type { ConsoleState } from '#renderer/console/state/console-state.ts';
import { ConsoleContext, type ConsoleApp } from '#renderer/console/state/use-console.ts';
import { aConsole, replicaOf } from '#support/client/fake-client.ts';
import {
  aCaller,
  anAccount,
  anId,
  anOperation,
  aSite,
  aTeam,
  at,
  aUnit,
  COURTS,
  NOW,
  NOW_MS,
} from '#support/build.ts';
import type { Finding } from '#contracts/finding.ts';
import type { Role } from '#contracts/roles.ts';

createConsoleI18n('zh-CN'); // the hooks of react-i18next take the instance that was made last

const operation = anOperation({
  phase: 'approved',
  sites: [aSite({ state: 'executing' })],
  teams: [aTeam()],
  approvals: [{ at: NOW, by: anId(2), name: '郑', documentNumber: '批1号', opinion: '同意' }],
});
const unit = aUnit({ assignment: { operationId: operation.operationId, siteId: null, teamId: anId(0x400) } });
const account = anAccount({ state: 'proposed', name: '吴' });
const states = {
  [`operation/${operation.operationId}`]: operation,
  [`unit/${unit.unitId}`]: unit,
  [`account/${account.accountId}`]: account,
};

/** What a screen shows at once, as text; nothing is awaited, as in the first frame. */
function shown(Screen: ComponentType, role: Role, part: Partial<ConsoleState> = {}): string {
  const { store, hub } = aConsole();
  store.setState({
    session: { token: '', caller: aCaller(role), courtName: '锦江区人民法院', expiresAt: at(3600) },
    ...part,
  });
  const app = { store: { ...store, getInitialState: store.getState }, hub } as unknown as ConsoleApp;
  const html = renderToString(
    <ConsoleContext value={app}>
      <Screen />
    </ConsoleContext>,
  );
  return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}
const heard = { heardAt: NOW_MS };
const full = { ...heard, replica: replicaOf(states) };

describe.each([
  ['operations', OperationsScreen, 'duty_chief', '还没有行动', operation.title],
  ['units', UnitsScreen, 'operator', '还没有登记力量', unit.profile.callSign],
  ['accounts', AccountsScreen, 'system_admin', '没有账号', account.name],
  ['report', ReportScreen, 'duty_chief', '没有可以生成报告的行动', '正在从记录生成报告'],
] as const)('the screen %s', (_name, Screen, role, empty, content) => {
  it('says that it opens while nothing was heard', () => {
    expect(shown(Screen, role)).toContain('正在打开');
  });

  it('says that there is nothing when there is nothing', () => {
    const text = shown(Screen, role, heard);
    expect(text).toContain(empty);
    expect(text).not.toContain('正在打开');
  });

  it('shows what there is, without a hole in any sentence', () => {
    const text = shown(Screen, role, full);
    expect(text).toContain(content);
    expect(text).not.toContain(empty);
    expect(text).not.toMatch(/\{\{|undefined|NaN|[a-z]+:[a-z]+\.[a-z]/);
  });
});

it('reads the audit log before it shows any of it', () => {
  expect(shown(AuditScreen, 'auditor', heard)).toContain('正在读取审计日志');
});

describe('the workbench', () => {
  const tab = (id: WorkTab, role: Role = 'duty_chief') =>
    shown(OperationsScreen, role, {
      ...full,
      operationId: operation.operationId,
      forms: { [`${aCaller().id}/workbench`]: { tab: id } },
    });

  it.each([
    ['plan', '4,860,000.00'],
    ['sites', '虚构路 1 号'],
    ['teams', unit.profile.callSign],
    ['documents', '还没有登记文书'],
    ['gate', '正在核对出发条件'],
    ['lifecycle', '收尾'],
    ['approval', '批1号'],
  ] as const)('shows %s', (id, content) => {
    expect(tab(id)).toContain(content);
  });

  it('gives the keys of the lifecycle to whoever may, and none to a supervisor', () => {
    expect(tab('lifecycle')).toContain('撤离');
    expect(tab('lifecycle', 'supervisor')).not.toContain('撤离');
  });

  it('keeps a draft that was begun, with everything typed', () => {
    const text = renderedHtml({
      [`${aCaller().id}/new-operation`]: { open: true },
      [`${aCaller().id}/plan/new`]: {
        title: '未完的计划',
        type: 'search',
        start: '2026-11-25T09:00',
        cases: [],
      },
    });
    expect(text).toContain('未完的计划');
  });
});

function renderedHtml(forms: Record<string, unknown>): string {
  const { store, hub } = aConsole();
  store.setState({
    ...full,
    session: { token: '', caller: aCaller('operator'), courtName: '', expiresAt: at(1) },
    forms,
  });
  const app = { store: { ...store, getInitialState: store.getState }, hub } as unknown as ConsoleApp;
  return renderToString(
    <ConsoleContext value={app}>
      <OperationsScreen />
    </ConsoleContext>,
  );
}

it('shows every finding with rule, figures, result and source', () => {
  const findings: Finding[] = [
    {
      ruleId: 'R03',
      mode: 'GATE',
      siteId: null,
      met: false,
      figures: { certified: 1, required: 2 },
      source: '通行做法',
    },
    {
      ruleId: 'R16',
      mode: 'BLOCK',
      siteId: null,
      met: true,
      figures: { commander: 'OSC-A' },
      source: '三统一',
    },
  ];
  const text = shown(() => <GateTable label="" findings={findings} />, 'duty_chief');
  for (const part of [
    'R03',
    '把关',
    '持证 1 名，少于要求的 2 名',
    '不满足',
    '通行做法',
    '现场指挥员 OSC-A',
    '三统一',
  ])
    expect(text).toContain(part);
});

it('offers terminal and profile of an own unit, and only looks at a partner’s', () => {
  const own = shown(() => <UnitPane unit={aUnit()} />, 'operator', heard);
  const partner = shown(() => <UnitPane unit={aUnit({ courtCode: COURTS.partner })} />, 'operator', heard);
  for (const key of ['停用终端', '注销'])
    expect([own.includes(key), partner.includes(key)]).toEqual([true, false]);
  expect(partner).toContain('只能查看');
});

it('[F25] offers the grant to the security administrator alone', () => {
  const pane = (role: Role) => shown(() => <AccountPane account={account} />, role, full);
  expect(pane('security_admin')).toContain('不予授权');
  expect(pane('system_admin')).not.toContain('不予授权');
  expect(pane('auditor')).not.toContain('重设密码');
});

it('[F31] lays the report out with its drill mark and the record that it rests on', () => {
  const line = { seq: 7, at: NOW, actor: '', actorName: '', hash: 'abcdef0123456789' };
  const body = {
    at: NOW,
    by: '',
    operationId: operation.operationId,
    number: '行动1号',
    title: '查封',
    operationType: 'seizure',
    courtCode: COURTS.own,
    plannedStart: NOW,
    cases: operation.cases,
    ruleSetVersion: 'v',
    drill: true,
    proposerName: '',
  };
  const report = buildOperationReport({
    lines: [{ ...line, stream: `operation/${operation.operationId}`, type: 'operation_drafted', body }],
    units: new Map(),
    courtOf: () => undefined,
    generatedAt: NOW,
  })!;
  const text = shown(() => <ReportPaper report={report} />, 'duty_chief');
  for (const part of ['演练报告', '行动1号', '4,860,000.00', '依据记录第 7 条', 'abcdef01 23456789'])
    expect(text).toContain(part);
  expect(text).not.toMatch(/\{\{|undefined|NaN/);
});
