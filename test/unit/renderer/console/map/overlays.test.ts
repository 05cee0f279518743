import { describe, expect, it } from 'vitest';
import { circleRing, metersPerPixel } from '#renderer/console/map/mercator.ts';
import {
  courtFeatures,
  gridFeatures,
  incidentFeatures,
  shownOperations,
  siteFeatures,
  sitesBounds,
  trailFeatures,
} from '#renderer/console/map/overlays.ts';
import { scaleBar } from '#renderer/console/map/scale-bar.ts';
import { anId, anIncident, anOperation, aSite, NOW, NOW_MS } from '#support/build.ts';

const words = { state: (state: string) => state };
const site = (n: number, lng: number, state: 'executing' | 'incident' = 'executing') =>
  aSite({ state }, { siteId: anId(n), name: `现场${n}`, lng, lat: 30, radiusMeters: 500 });
const operation = (part: Parameters<typeof anOperation>[0] = {}) =>
  anOperation({ phase: 'approved', sites: [site(1, 104), site(2, 106, 'incident')], ...part });

describe('sites on the map', () => {
  it('are as large as their radius says', () => {
    const ring = circleRing(104, 30, 500);
    expect(ring[0]).toEqual(ring.at(-1));
    const east = Math.max(...ring.map(([lng]) => lng));
    expect(((east - 104) * Math.PI * 6_378_137 * Math.cos(Math.PI / 6)) / 180).toBeCloseTo(500, -1);
  });

  it('show their own state while they are out, and the plan’s before', () => {
    const tones = (phase: 'approved' | 'draft') =>
      siteFeatures([operation({ phase })], null, words).areas.features.map(
        ({ properties }) => properties['tone'],
      );
    expect(tones('approved')).toEqual(['ok', 'alarm']);
    expect(tones('draft')).toEqual(['dim', 'dim']);
    expect(siteFeatures([operation()], null, words).names.features[0]?.properties['name']).toBe(
      '现场1 · executing',
    );
  });

  it('stand out when they, or their operation, are picked', () => {
    const picked = (choice: Parameters<typeof siteFeatures>[1]) =>
      siteFeatures([operation()], choice, words).areas.features.map(({ properties }) => properties['picked']);
    expect(picked(null)).toEqual([false, false]);
    expect(picked({ kind: 'site', id: `${anId(0x200)}/${anId(2)}` })).toEqual([false, true]);
    expect(picked({ kind: 'operation', id: anId(0x200) })).toEqual([true, true]);
  });

  it('leave the map when their operation is over, unless the boards are about it', () => {
    const over = operation({ phase: 'closed' });
    expect(shownOperations([over], null)).toEqual([]);
    expect(shownOperations([over], over.operationId)).toEqual([over]);
  });

  it('all fit into the box of the first view', () => {
    const [west, south, east, north] = sitesBounds([operation()])!;
    expect(west).toBeLessThan(104);
    expect(east).toBeGreaterThan(106);
    expect(south).toBeLessThan(30);
    expect(north).toBeGreaterThan(30);
    expect(sitesBounds([operation({ sites: [] })])).toBeNull();
  });
});

describe('alarms on the map', () => {
  const show = (incident: ReturnType<typeof anIncident>) =>
    incidentFeatures([incident], [operation()], { kind: ({ kind }) => kind, time: () => '09:28' }).features;
  const position = { lng: 104.01, lat: 30.01, accuracyMeters: 5, ageMs: 0 };

  it('are where they were raised, with kind and time', () => {
    const [feature] = show(anIncident({ position, raisedAt: NOW }));
    expect(feature?.geometry).toEqual({ type: 'Point', coordinates: [104.01, 30.01] });
    expect(feature?.properties['name']).toBe('unspecified 09:28');
  });

  it('are at their site when nobody knows a place, and nowhere without one', () => {
    expect(
      show(anIncident({ position: null, unitId: null, operationId: anId(0x200), siteId: anId(2) }))[0]
        ?.geometry,
    ).toEqual({ type: 'Point', coordinates: [106, 30] });
    expect(show(anIncident({ position: null, unitId: null, operationId: null, siteId: null }))).toEqual([]);
  });

  it('leave it to the unit’s own mark where it is about a unit, rather than point at the middle of the site', () => {
    expect(
      show(anIncident({ position: null, unitId: anId(0x100), operationId: anId(0x200), siteId: anId(2) })),
    ).toEqual([]);
  });

  it('go when they are resolved', () => {
    expect(show(anIncident({ position, state: 'resolved' }))).toEqual([]);
  });
});

describe('courts, trail and scale', () => {
  it('marks the own court among the others', () => {
    const court = (code: string) => ({
      code,
      name: code,
      level: 'basic' as const,
      parent: null,
      province: '',
      lng: 104,
      lat: 30,
    });
    expect(
      courtFeatures([court('a'), court('b')], 'b', (name) => name).features.map(
        ({ properties }) => properties['own'],
      ),
    ).toEqual([false, true]);
  });

  it('breaks a trail where positions are missing, and draws none from a single one', () => {
    const at = (minutes: number): [number, number, number] => [
      104 + minutes / 100,
      30,
      NOW_MS + minutes * 60_000,
    ];
    const [feature] = trailFeatures([at(0), at(1), at(2), at(9), at(10)]).features;
    expect(
      feature?.geometry.type === 'MultiLineString' &&
        feature.geometry.coordinates.map((piece) => piece.length),
    ).toEqual([3, 2]);
    expect(trailFeatures([at(0)]).features).toEqual([]);
    expect(trailFeatures([]).features).toEqual([]);
  });

  it('draws a grid as wide as it says, at the same places wherever one looks', () => {
    const lngs = (west: number) => {
      const [feature] = gridFeatures([west, 30, west + 0.05, 30.05], 1000).features;
      const lines = feature?.geometry.type === 'MultiLineString' ? feature.geometry.coordinates : [];
      return lines.filter(([a, b]) => a![0] === b![0]).map(([a]) => a![0].toFixed(6));
    };
    const here = lngs(104);
    expect((Number(here[1]) - Number(here[0])) * 111_320 * Math.cos(Math.PI / 6)).toBeCloseTo(1000, -1);
    expect(lngs(104.02).filter((lng) => Number(lng) < 104.05)).toEqual(
      here.filter((lng) => Number(lng) > 104.02),
    );
  });

  it('takes the longest round length that fits', () => {
    for (const zoom of [3, 7.3, 12, 15.8, 19]) {
      const { meters, px } = scaleBar(30, zoom, 110);
      expect(px).toBeLessThanOrEqual(110);
      expect(px).toBeGreaterThan(110 / 2.6);
      expect(String(meters)).toMatch(/^[125]0*$/);
      expect(meters / px).toBeCloseTo(metersPerPixel(30, zoom), 6);
    }
  });
});
