import { expect, it } from 'vitest';
import type { Finding } from '#contracts/finding.ts';
import { decideAdvanceSite } from '#domain/operation/decide.ts';
import { findingText, ruleTitle } from '#renderer/console/features/operations/finding-text.ts';
import {
  findingsOfSite,
  missingOf,
  openOf,
  overridesOf,
} from '#renderer/console/features/operations/gate-view.ts';
import { createConsoleI18n } from '#renderer/console/i18n.ts';
import type { Text } from '#renderer/console/use-text.ts';
import { DEPARTURE_RULES } from '#domain/rules/departure-gate.ts';
import { aCaller, anId, anOperation, aSite, aSitePlan, given } from '#support/build.ts';

const siteId = aSitePlan().siteId;
const finding = (
  ruleId: string,
  mode: Finding['mode'],
  met = false,
  part: Partial<Finding> = {},
): Finding => ({ ruleId, mode, siteId, met, figures: {}, source: '', ...part });
const findings = [
  finding('R02', 'GATE', true),
  finding('R14', 'WARN'),
  finding('R03', 'GATE'),
  finding('R16', 'BLOCK'),
  finding('R05', 'GATE', false, { siteId: anId(0x301) }),
  finding('R36', 'BLOCK', false, { siteId: null }),
];
const t = createConsoleI18n('zh-CN').t as unknown as Text;

it('shows what is missing first, the hardest on top, and nothing of another site', () => {
  expect(findingsOfSite(findings, siteId).map((one) => one.ruleId)).toEqual([
    'R16',
    'R36',
    'R03',
    'R14',
    'R02',
  ]);
});

it('lets a reason past a gate of whoever may, and past a block never', () => {
  const mine = findingsOfSite(findings, siteId);
  expect(missingOf(mine).map((one) => one.ruleId)).toEqual(['R16', 'R36', 'R03']);
  expect(openOf(mine, { R03: '紧急', R16: '紧急' }, true).map((one) => one.ruleId)).toEqual(['R16', 'R36']);
  expect(openOf(mine, { R03: '  ' }, true).map((one) => one.ruleId)).toEqual(['R16', 'R36', 'R03']);
  expect(openOf(mine, { R03: '紧急' }, false).map((one) => one.ruleId)).toEqual(['R16', 'R36', 'R03']);
  expect(overridesOf(mine, { R03: ' 紧急 ', R16: '紧急', R02: '多余' })).toEqual([
    { ruleId: 'R03', siteId, reason: '紧急' },
  ]);
});

it('writes overrides that the decider takes', () => {
  const operation = anOperation({ phase: 'approved', sites: [aSite({ state: 'mustering' })] });
  const gate = [finding('R03', 'GATE')];
  const advance = (reasons: Record<string, string>) =>
    decideAdvanceSite(
      operation,
      {
        commandId: anId(1),
        operationId: operation.operationId,
        siteId,
        to: 'en_route',
        reason: '',
        overrides: overridesOf(gate, reasons),
      },
      gate,
      given(aCaller('duty_chief')),
    ).ok;
  expect([advance({}), advance({ R03: '紧急' })]).toEqual([false, true]);
});

it('has a name and both sentences for every rule of the departure gate', () => {
  for (const { id, mode } of DEPARTURE_RULES) {
    expect(ruleTitle(t, id)).not.toBe(t('rules:unknown', { id }));
    for (const met of [true, false]) {
      const figures = Object.fromEntries(
        [
          'commander',
          'bailiffs',
          'officers',
          'cases',
          'number',
          'certified',
          'required',
          'count',
          'units',
          'cameras',
          'people',
          'women',
          'plan',
          'contact',
          'days',
          'hour',
        ].map((name) => [name, '']),
      );
      expect(findingText(t, finding(id, mode, met, { figures }))).not.toMatch(/\{\{|^R/);
    }
  }
});

it('shows a rule of a newer hub by its number and figures', () => {
  expect(ruleTitle(t, 'R99')).toContain('R99');
  expect(findingText(t, finding('R99', 'GATE', false, { figures: { drones: 2 } }))).toBe('drones 2');
});
