import type { Finding } from '#contracts/finding.ts';
import type { CaseDocument } from '#contracts/operation.ts';
import { beijingDateOf, beijingDayOf, millisecondsOf, workingDaysBetween } from '../fold.ts';
import type { Operation, Site } from '../operation/state.ts';
import { isCertified, isPerson, type Unit } from '../unit/state.ts';
import { RULE_FIGURES } from './figures.ts';

export type GateFacts = {
  operation: Operation;
  units: ReadonlyMap<string, Unit>;
  /** Province of a court's code, from the directory. */
  provinceOf: (courtCode: string) => string | null;
  /** UTC, RFC 3339. */
  now: string;
};

type SiteFacts = GateFacts & { site: Site; staff: Unit[]; day: string };

/** A rule: what it is, where it comes from, and a pure check. A check may find nothing to say. */
type Rule = {
  id: string;
  mode: Finding['mode'];
  source: string;
  check: (facts: SiteFacts) => { met: boolean; figures: Finding['figures'] } | null;
};

/** Of that kind, the earliest first. One that bears a later day than today (Beijing) is not signed yet. */
const documents = ({ operation, now }: SiteFacts, kind: CaseDocument['kind']) =>
  operation.documents
    .filter((d) => d.kind === kind && beijingDayOf(d.signedAt) <= beijingDayOf(now))
    .sort((a, b) => millisecondsOf(a.signedAt) - millisecondsOf(b.signedAt));
const hasDocument = (kind: CaseDocument['kind']) => (facts: SiteFacts) => {
  const found = documents(facts, kind);
  return { met: found.length > 0, figures: { number: found[0]?.number ?? '' } };
};
const names = (units: Unit[]) => units.map((unit) => unit.profile.callSign).join('、');
const beijingHour = (instant: string) => Math.floor(millisecondsOf(instant) / 3_600_000 + 8) % 24;

/** Rules asked before 出发 (DOMAIN §3.1). The order is the order on the screen. */
export const DEPARTURE_RULES: readonly Rule[] = [
  {
    id: 'R16', mode: 'BLOCK', source: '三统一（川人大决定 1.3）；本系统设计',
    check: ({ operation, site, units }) => {
      const commander = site.plan.commanderUnitId === null ? undefined : units.get(site.plan.commanderUnitId);
      const serves = commander?.assignment?.operationId ?? operation.operationId; // nobody commands two operations at once
      return { met: commander !== undefined && !commander.retired && serves === operation.operationId, figures: { commander: commander?.profile.callSign ?? '' } };
    },
  },
  {
    id: 'R09', mode: 'BLOCK', source: '人民法院司法警察依法履行职权的规定 第1条；法警派驻规定',
    check: ({ staff }) => {
      const bailiffs = staff.filter((unit) => unit.profile.kind === 'bailiff').length;
      if (bailiffs === 0) return null;
      const officers = staff.filter((unit) => unit.profile.kind === 'officer').length;
      return { met: officers > 0, figures: { bailiffs, officers } };
    },
  },
  {
    id: 'R36', mode: 'BLOCK', source: '民诉法解释 第511—513条',
    check: ({ operation }) => {
      const stopped = operation.cases.filter((c) => c.bankruptcyAccepted);
      return { met: stopped.length === 0, figures: { cases: stopped.map((c) => c.caseNumber).join('、') } };
    },
  },
  {
    id: 'R01', mode: 'GATE', source: '委托执行若干问题的规定 第1、14条',
    check: (facts) => {
      const away = facts.provinceOf(facts.site.plan.placeCourtCode) !== facts.provinceOf(facts.operation.courtCode);
      return away ? hasDocument('out_of_province_approval')(facts) : null;
    },
  },
  {
    id: 'R03', mode: 'GATE', source: '通行做法，未见法院一般性条文（可设置）',
    check: ({ staff, day }) => {
      const certified = staff.filter((unit) => isCertified(unit, day)).length;
      return { met: certified >= RULE_FIGURES.officersPerSite, figures: { certified, required: RULE_FIGURES.officersPerSite } };
    },
  },
  {
    id: 'F36', mode: 'GATE', source: '法发〔2016〕10号 四-2；执行工作规定 第7条',
    check: ({ staff, day }) => {
      const expired = staff.filter((unit) => unit.profile.kind === 'officer' && !isCertified(unit, day));
      return { met: expired.length === 0, figures: { units: names(expired), count: expired.length } };
    },
  },
  {
    id: 'R11', mode: 'GATE', source: '法发〔2016〕10号 四-6（单兵执法记录仪）',
    check: ({ staff }) => {
      const people = staff.filter((unit) => isPerson(unit) && unit.profile.kind !== 'assistant');
      const without = people.filter((unit) => unit.profile.cameraLabel === '');
      return { met: without.length === 0, figures: { units: names(without), cameras: people.length - without.length, people: people.length } };
    },
  },
  {
    id: 'R02', mode: 'GATE', source: '民诉法 第239条；执行工作规定 第7条',
    check: (facts) => (facts.operation.operationType === 'act' ? null : hasDocument('ruling')(facts)),
  },
  {
    id: 'R05', mode: 'GATE', source: '民诉法 第259条；民诉法解释 第495—498条',
    check: (facts) => 
      facts.operation.operationType === 'search' || facts.site.plan.womanMayBeSearched ? hasDocument('search_warrant')(facts) : null,
  },
  {
    id: 'R05w', mode: 'WARN', source: '民诉法解释 第497条',
    check: ({ site, staff }) => {
      if (!site.plan.womanMayBeSearched) return null;
      const women = staff.filter((unit) => isPerson(unit) && unit.profile.sex === 'female').length;
      return { met: women > 0, figures: { women } };
    },
  },
  {
    id: 'R06', mode: 'GATE', source: '民诉法 第261条',
    check: (facts) => (facts.operation.operationType === 'eviction' ? hasDocument('eviction_notice')(facts) : null),
  },
  {
    id: 'R10', mode: 'GATE', source: '法明传〔2009〕280号',
    check: (facts) => {
      const grade = facts.operation.risk?.grade;
      if (grade !== 'medium' && grade !== 'high') return null;
      const plan = hasDocument('risk_plan')(facts);
      const contact = hasDocument('police_contact')(facts);
      return { met: plan.met && contact.met, figures: { plan: plan.figures.number, contact: contact.figures.number } };
    },
  },
  {
    id: 'R08', mode: 'WARN', source: '地方用警规定（可设置）',
    check: (facts) => {
      const { operation } = facts;
      if (!['seizure', 'search', 'eviction', 'custody'].includes(operation.operationType)) return null;
      const asked = documents(facts, 'police_request')[0];
      const days = asked ? workingDaysBetween(beijingDayOf(asked.signedAt), beijingDayOf(operation.plannedStart)) : 0;
      return { met: asked !== undefined && days >= RULE_FIGURES.policeRequestDays, figures: { days, required: RULE_FIGURES.policeRequestDays, number: asked?.number ?? '' } };
    },
  },
  {
    id: 'R14', mode: 'WARN', source: '法院执行无法定夜间禁令（行政强制法 第43条约束行政机关）',
    check: ({ now }) => {
      const hour = beijingHour(now);
      const night = hour >= RULE_FIGURES.nightFromHour || hour < RULE_FIGURES.nightToHour;
      return night ? { met: false, figures: { hour } } : null;
    },
  },
]; // prettier-ignore

/** People and vehicles that go to a site: its teams and its commander. */
export function staffOf(operation: Operation, siteId: string, units: ReadonlyMap<string, Unit>): Unit[] {
  const ids = new Set(
    Object.values(operation.teams)
      .filter((team) => team.siteId === siteId)
      .flatMap((team) => team.unitIds),
  );
  const commander = operation.sites[siteId]?.plan.commanderUnitId;
  if (commander) ids.add(commander);
  return [...ids].flatMap((id) => units.get(id) ?? []);
}

/** Every finding of every site, met or not, with its figures and source. */
export function checkDepartureGate(facts: GateFacts): Finding[] {
  const day = beijingDateOf(facts.now); // a certificate ends with a day in Beijing, not in UTC
  return Object.values(facts.operation.sites).flatMap((site) => {
    const staff = staffOf(facts.operation, site.plan.siteId, facts.units);
    return DEPARTURE_RULES.flatMap(({ id, mode, source, check }) => {
      const found = check({ ...facts, site, staff, day });
      return found
        ? [{ ruleId: id, mode, siteId: site.plan.siteId, met: found.met, figures: found.figures, source }]
        : [];
    });
  });
}
