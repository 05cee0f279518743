import { EtagMismatch, PMTiles, Protocol, type RangeResponse, type Source } from 'pmtiles';

/** Address of the bundled base map in a style. */
export const BASE_URL = 'pmtiles://china';

/**
 * Reads the base map from the hub, range by range; the address is asked for each time, because an embedded hub may be
 * back at another port. Nothing is ever loaded from anywhere else.
 */
export class HubBasemap implements Source {
  readonly #hubUrl: () => Promise<string>;

  constructor(hubUrl: () => Promise<string>) {
    this.#hubUrl = hubUrl;
  }

  getKey(): string {
    return 'china';
  }

  async getBytes(
    offset: number,
    length: number,
    signal?: AbortSignal,
    etag?: string,
  ): Promise<RangeResponse> {
    const answer = await fetch(`${await this.#hubUrl()}/basemap/china.pmtiles`, {
      headers: { range: `bytes=${offset}-${offset + length - 1}` },
      ...(signal ? { signal } : {}),
    });
    const found = answer.headers.get('etag') ?? undefined;
    if (answer.status !== 206) throw new Error(`the base map answered ${answer.status}`);
    // The file was exchanged under us: the reader starts again from its head.
    if (etag !== undefined && found !== undefined && found !== etag)
      throw new EtagMismatch(`${found} instead of ${etag}`);
    return { data: await answer.arrayBuffer(), ...(found === undefined ? {} : { etag: found }) };
  }
}

/**
 * What MapLibre asks for `pmtiles:` addresses. `renew` forgets what was read, a failure above all: the reader keeps the
 * first answer for good, whatever it was.
 */
export function openBase(hubUrl: () => Promise<string>): { answer: Protocol['tile']; renew: () => void } {
  const protocol = new Protocol();
  const renew = () => protocol.add(new PMTiles(new HubBasemap(hubUrl)));
  renew();
  return { answer: protocol.tile, renew };
}
