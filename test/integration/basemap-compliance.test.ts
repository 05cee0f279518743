import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PMTiles } from 'pmtiles';
import { answerBasemapRequest } from '#hub/basemap-route.ts';
import { contains, type LngLat, VectorTiles } from '#support/vector-tile.ts';

/*
 * What 公开地图内容表示规范 asks of a map of China, as far as a machine can check it, on the file that ships. Any base map
 * that replaces it has to pass the same.
 */
const resources = resolve(import.meta.dirname, '../../resources');
const path = join(resources, 'basemap', 'china.pmtiles');
const bytes = new Uint8Array(readFileSync(path));
const map = new VectorTiles(bytes);

const ZOOMS = [4, 6, 8, 9];

/** Everything of a layer at a zoom where the whole world is a few hundred tiles. */
async function wholeLayer(layer: string, zoom = 4) {
  const found = [];
  for (let x = 0; x < 2 ** zoom; x++) {
    for (let y = 0; y < 2 ** zoom; y++) found.push(...((await map.read(zoom, x, y)).get(layer) ?? []));
  }
  return found;
}

describe('bundled base map', () => {
  it.each<[string, LngLat, string]>([
    ['台湾', [121.0, 23.8], '71'],
    ['台北', [121.5, 25.0], '71'],
    ['藏南（达旺）', [91.87, 27.59], '54'],
    ['藏南（墨脱以南）', [95.0, 28.5], '54'],
    ['阿克赛钦', [79.6, 35.2], '65'],
    ['海南', [109.8, 19.2], '46'],
    ['香港', [114.16, 22.38], '81'],
    ['黑瞎子岛（西）', [134.4, 48.33], '23'],
    ['锦江', [104.081, 30.657], '51'],
    ['九龙坡', [106.511, 29.502], '50'],
  ])('has %s inside its province at every scale', async (_name, at, province) => {
    for (const zoom of ZOOMS) {
      const provinces = ((await map.at(zoom, at)).get('prov') ?? []).filter((feature) =>
        contains(feature, at),
      );
      expect(
        provinces.map(({ tags }) => String(tags['prov'])),
        `zoom ${zoom}`,
      ).toEqual([province]);
    }
  });

  it.each<[string, LngLat]>([
    ['藏南（达旺）', [91.87, 27.59]],
    ['藏南（墨脱以南）', [95.0, 28.5]],
    ['阿克赛钦', [79.6, 35.2]],
    ['台湾', [121.0, 23.8]],
  ])('lets no other country claim %s', async (_name, at) => {
    for (const zoom of [1, 3, 5, 7]) {
      const claims = ((await map.at(zoom, at)).get('world') ?? []).filter((feature) => contains(feature, at));
      expect(
        claims.filter(({ tags }) => tags['cn'] !== 1).map(({ tags }) => tags['name']),
        `zoom ${zoom}`,
      ).toEqual([]);
      expect(claims, `zoom ${zoom}`).not.toEqual([]);
    }
  });

  it('draws the ten dashes, each in its place', async () => {
    const places: LngLat[] = [
      [122.65, 24.0], [121.5, 21.25], [119.75, 18.5], [119.06, 15.5], [118.75, 11.45],
      [115.9, 7.6], [112.3, 3.6], [108.25, 6.5], [110.2, 11.8], [109.7, 15.5],
    ]; // prettier-ignore
    const points = (await wholeLayer('dash')).flatMap(({ paths }) => paths.flat());
    const missing = places.filter(
      ([lng, lat]) => !points.some(([x, y]) => Math.hypot(x - lng, y - lat) < 0.9),
    );
    expect(missing).toEqual([]);
  });

  it('keeps the dashes from the view of the world down to the last tile', async () => {
    for (let zoom = 0; zoom <= 9; zoom++)
      expect((await map.at(zoom, [119.06, 15.5])).get('dash') ?? [], `zoom ${zoom}`).not.toEqual([]);
  });

  it('names what must be named', async () => {
    for (const zoom of [2, 3, 4]) {
      const places = await wholeLayer('place', zoom);
      const names = new Set(places.map(({ tags }) => tags['name']));
      expect(
        new Set(places.filter(({ tags }) => tags['must'] === 1).map(({ tags }) => tags['name'])).size,
      ).toBe(9);
      for (const name of [
        '钓鱼岛',
        '赤尾屿',
        '东沙群岛',
        '西沙群岛',
        '中沙群岛',
        '南沙群岛',
        '黄岩岛',
        '曾母暗沙',
        '台北市',
        '北京',
      ]) {
        expect(names, `${name} at zoom ${zoom}`).toContain(name);
      }
    }
  });

  it('has the 34 provincial units, and no other', async () => {
    const provinces = new Set((await wholeLayer('prov')).map(({ tags }) => String(tags['prov'])));
    expect([...provinces].sort()).toEqual([
      '11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37', '41', '42', '43', '44', '45', '46',
      '50', '51', '52', '53', '54', '61', '62', '63', '64', '65', '71', '81', '82',
    ]); // prettier-ignore
    const labels = new Set((await wholeLayer('provlabel')).map(({ tags }) => tags['name']));
    expect(labels).toContain('台湾省');
    expect(labels.size).toBe(34);
  });

  it('fills every land layer down to the last zoom, so that nothing turns into sea when whole tiles are stretched', async () => {
    for (const at of [
      [104.081, 30.657],
      [106.511, 29.502],
      [87.6, 43.8],
      [121.0, 23.8],
    ] satisfies LngLat[]) {
      // prettier-ignore
      const tile = await map.at(9, at);
      expect([...tile.keys()]).toEqual(expect.arrayContaining(['world', 'prov']));
    }
  });

  it('shows no map approval number: it has none', async () => {
    const { json } = await map.metadata();
    expect(JSON.stringify(json)).not.toMatch(/GS\s*[（(]|审图号/);
  });

  it('is as small as it was said to be, and the file that NOTICE.md names', () => {
    expect(statSync(path).size).toBeLessThan(4_000_000);
    expect(readFileSync(join(resources, 'basemap', 'NOTICE.md'), 'utf8')).toContain(
      createHash('sha256').update(bytes).digest('hex'),
    );
  });

  it('reads through the hub’s byte ranges as it reads from the disk', async () => {
    const served = new PMTiles({
      getKey: () => 'served',
      getBytes: async (offset, length) => {
        const answer = await answerBasemapRequest(resources, {
          method: 'GET',
          pathname: '/basemap/china.pmtiles',
          range: `bytes=${offset}-${offset + length - 1}`,
        });
        return { data: answer.body!.slice().buffer, etag: answer.headers['etag'] };
      },
    });
    const header = await served.getHeader();
    expect(header).toMatchObject({ minZoom: 0, maxZoom: 9 });
    expect((await served.getZxy(9, 404, 209))?.data.byteLength).toBeGreaterThan(100);
  });
});
