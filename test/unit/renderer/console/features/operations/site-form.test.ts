import { expect, it } from 'vitest';
import { SitePlan } from '#contracts/operation.ts';
import {
  emptySite,
  siteFormOf,
  sitePlanOf,
  siteProblems,
} from '#renderer/console/features/operations/site-form.ts';
import { anId, aSitePlan, COURTS } from '#support/build.ts';

it('names every field of an empty site that has to be filled', () => {
  expect(siteProblems(emptySite(COURTS.own))).toEqual({
    name: 'name_required',
    address: 'address_required',
    lng: 'position_required',
    lat: 'position_required',
  });
});

it.each([
  [{ lng: '181' }, { lng: 'position_required' }],
  [{ lat: 'north' }, { lat: 'position_required' }],
  [{ radius: '19' }, { radius: 'radius_wrong' }],
  [{ radius: '' }, { radius: 'radius_wrong' }],
])('refuses %j', (part, problem) =>
  expect(siteProblems({ ...siteFormOf(aSitePlan()), ...part })).toEqual(problem),
);

it('takes figures of full width', () => {
  const form = { ...siteFormOf(aSitePlan()), lng: '１０４．０８' };
  expect(siteProblems(form)).toEqual({});
  expect(sitePlanOf(anId(1), form).lng).toBe(104.08);
});

it('comes back unchanged, and the contract takes it', () => {
  const plan = aSitePlan({ commanderUnitId: anId(0x100), womanMayBeSearched: true });
  expect(sitePlanOf(plan.siteId, siteFormOf(plan))).toEqual(plan);
  // The builder's courts have short codes of their own; the contract knows figures and capitals.
  expect(
    SitePlan.safeParse(sitePlanOf(plan.siteId, { ...siteFormOf(plan), placeCourtCode: '510104' })).success,
  ).toBe(true);
});
