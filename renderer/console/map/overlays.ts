import type { Court } from '#contracts/session.ts';
import type { OperationState } from '#contracts/operation.ts';
import { type Incident, isOpen } from '#domain/incident/state.ts';
import { type Operation, operationState } from '#domain/operation/state.ts';
import { OPERATION_TONE } from '../state/looks.ts';
import type { Picked } from '../state/selection-slice.ts';
import { siteKey } from '../state/site-key.ts';
import { circleRing, METERS_PER_DEGREE } from './mercator.ts';

type Position = [lng: number, lat: number];
type Geometry =
  | { type: 'Point'; coordinates: Position }
  | { type: 'LineString'; coordinates: Position[] }
  | { type: 'MultiLineString'; coordinates: Position[][] }
  | { type: 'Polygon'; coordinates: Position[][] };
type Feature = { type: 'Feature'; geometry: Geometry; properties: Record<string, string | number | boolean> };
export type Features = { type: 'FeatureCollection'; features: Feature[] };

export const NO_FEATURES: Features = { type: 'FeatureCollection', features: [] };
const collection = (features: Feature[]): Features => ({ type: 'FeatureCollection', features });
const feature = (geometry: Geometry, properties: Feature['properties'] = {}): Feature => ({
  type: 'Feature',
  geometry,
  properties,
});
const point = (lng: number, lat: number, properties: Feature['properties'] = {}) =>
  feature({ type: 'Point', coordinates: [lng, lat] }, properties);

const OVER: readonly OperationState[] = ['reporting', 'closed', 'archived', 'cancelled'];

/** Operations whose sites are on the map: those that are not over, and the one that the boards are about. */
export const shownOperations = (operations: readonly Operation[], operationId: string | null): Operation[] =>
  operations.filter(
    (operation) => operation.operationId === operationId || !OVER.includes(operationState(operation)),
  );

type SiteWords = { state: (state: OperationState) => string };

/** Areas of the sites, and their names at the northern rim so that units in the middle stay free. */
export function siteFeatures(
  operations: readonly Operation[],
  picked: Picked | null,
  words: SiteWords,
): { areas: Features; names: Features } {
  const areas: Feature[] = [];
  const names: Feature[] = [];
  for (const operation of operations) {
    for (const { plan, state } of Object.values(operation.sites)) {
      const { siteId, name, lng, lat, radiusMeters } = plan;
      const key = siteKey(operation.operationId, siteId);
      // Until they are out, sites have no course of their own: the plan's counts.
      const shown = operation.phase === 'approved' ? state : operation.phase;
      const properties = {
        key,
        tone: OPERATION_TONE[shown],
        picked:
          picked !== null &&
          ((picked.kind === 'site' && picked.id === key) ||
            (picked.kind === 'operation' && picked.id === operation.operationId)),
      };
      const ring = circleRing(lng, lat, radiusMeters);
      const north = Math.max(...ring.map(([, y]) => y));
      areas.push(feature({ type: 'Polygon', coordinates: [ring] }, properties));
      names.push(point(lng, north, { ...properties, name: `${name} · ${words.state(shown)}` }));
    }
  }
  return { areas: collection(areas), names: collection(names) };
}

export const courtFeatures = (
  courts: Iterable<Court>,
  ownCode: string,
  short: (name: string) => string,
): Features =>
  collection(
    [...courts]
      .filter(({ level }) => level !== 'supreme')
      .map(({ code, name, lng, lat }) => point(lng, lat, { name: short(name), own: code === ownCode })),
  );

type AlarmWords = { kind: (incident: Incident) => string; time: (at: string) => string };

/** Where open alarms were raised; without a position and a unit, the site that they are about. */
export function incidentFeatures(
  incidents: readonly Incident[],
  operations: readonly Operation[],
  words: AlarmWords,
): Features {
  return collection(
    incidents.filter(isOpen).flatMap((incident) => {
      const site = operations.find(({ operationId }) => operationId === incident.operationId)?.sites[
        incident.siteId ?? ''
      ];
      // About a unit it is where the unit is, and that mark says so; the site's middle would send help to the wrong door.
      const at = incident.position ?? (incident.unitId === null ? site?.plan : undefined);
      return at
        ? [
            point(at.lng, at.lat, {
              id: incident.incidentId,
              name: `${words.kind(incident)} ${words.time(incident.raisedAt)}`,
            }),
          ]
        : [];
    }),
  );
}

/** Longer without a position: the way between is not known, and the trail has a gap there. */
const GAP_MS = 120_000;

/** A trail in pieces, broken where positions are missing. Points are [lng, lat, ms], oldest first. */
export function trailFeatures(points: readonly (readonly [number, number, number])[]): Features {
  const pieces: Position[][] = [];
  let before = -Infinity;
  for (const [lng, lat, at] of points) {
    if (at - before > GAP_MS) pieces.push([]);
    pieces.at(-1)!.push([lng, lat]);
    before = at;
  }
  const lines = pieces.filter((piece) => piece.length > 1);
  return collection(lines.length === 0 ? [] : [feature({ type: 'MultiLineString', coordinates: lines })]);
}

export const legFeatures = (legs: readonly (readonly [Position, Position])[]): Features =>
  collection(legs.map(([from, to]) => feature({ type: 'LineString', coordinates: [from, to] })));

/** Lines of a round number of metres apart, through the whole box; on the ground, so they move with the map. */
export function gridFeatures([west, south, east, north]: Bounds, spacingMeters: number): Features {
  const middle = (south + north) / 2;
  const dLat = spacingMeters / METERS_PER_DEGREE;
  // One spacing for every latitude of about the same height, so that the lines stay while one moves about.
  const dLng = dLat / Math.cos((Math.round(middle) * Math.PI) / 180);
  const lines: Position[][] = [];
  for (let lng = Math.ceil(west / dLng) * dLng; lng <= east; lng += dLng) lines.push([[lng, south], [lng, north]]); // prettier-ignore
  for (let lat = Math.ceil(south / dLat) * dLat; lat <= north; lat += dLat) lines.push([[west, lat], [east, lat]]); // prettier-ignore
  return collection(lines.length === 0 ? [] : [feature({ type: 'MultiLineString', coordinates: lines })]);
}

export type Bounds = [west: number, south: number, east: number, north: number];

/** The box that holds all sites with their areas; null without a site. */
export function sitesBounds(operations: readonly Operation[]): Bounds | null {
  const rings = operations.flatMap(({ sites }) =>
    Object.values(sites).flatMap(({ plan }) => circleRing(plan.lng, plan.lat, plan.radiusMeters)),
  );
  if (rings.length === 0) return null;
  const lngs = rings.map(([lng]) => lng);
  const lats = rings.map(([, lat]) => lat);
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}
