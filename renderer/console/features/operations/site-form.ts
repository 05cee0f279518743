import type { SitePlan } from '#contracts/operation.ts';

/** A site as typed. `lng` and `lat` are filled by hand or by a click on the map. */
export type SiteForm = {
  name: string;
  address: string;
  placeCourtCode: string;
  lng: string;
  lat: string;
  radius: string;
  commanderUnitId: string;
  womanMayBeSearched: boolean;
};

export const emptySite = (courtCode: string): SiteForm => ({
  name: '', address: '', placeCourtCode: courtCode, lng: '', lat: '', radius: '200', commanderUnitId: '', womanMayBeSearched: false,
}); // prettier-ignore

export const siteFormOf = (plan: SitePlan): SiteForm => ({
  name: plan.name,
  address: plan.address,
  placeCourtCode: plan.placeCourtCode,
  lng: String(plan.lng),
  lat: String(plan.lat),
  radius: String(plan.radiusMeters),
  commanderUnitId: plan.commanderUnitId ?? '',
  womanMayBeSearched: plan.womanMayBeSearched,
});

const number = (typed: string, least: number, most: number): number | null => {
  const value = Number(typed.normalize('NFKC').trim());
  return typed.trim() !== '' && value >= least && value <= most ? value : null;
};

export type SiteProblems = Partial<
  Record<
    'name' | 'address' | 'lng' | 'lat' | 'radius',
    'name_required' | 'address_required' | 'position_required' | 'radius_wrong'
  >
>;

export function siteProblems(form: SiteForm): SiteProblems {
  return {
    ...(form.name.trim() === '' ? { name: 'name_required' as const } : {}),
    ...(form.address.trim() === '' ? { address: 'address_required' as const } : {}),
    ...(number(form.lng, -180, 180) === null ? { lng: 'position_required' as const } : {}),
    ...(number(form.lat, -90, 90) === null ? { lat: 'position_required' as const } : {}),
    ...(number(form.radius, 20, 20_000) === null ? { radius: 'radius_wrong' as const } : {}),
  };
}

/** What the command wants. Call it on a form without problems only. */
export const sitePlanOf = (siteId: string, form: SiteForm): SitePlan => ({
  siteId,
  name: form.name.trim(),
  address: form.address.trim(),
  placeCourtCode: form.placeCourtCode,
  lng: number(form.lng, -180, 180) ?? 0,
  lat: number(form.lat, -90, 90) ?? 0,
  radiusMeters: number(form.radius, 20, 20_000) ?? 200,
  commanderUnitId: form.commanderUnitId === '' ? null : form.commanderUnitId,
  womanMayBeSearched: form.womanMayBeSearched,
});
