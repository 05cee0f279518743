export type MediaKind = 'audio' | 'video';
export type OfferedCodec = {
  payloadType: number;
  name: string;
  format: string | null;
  feedback: readonly string[];
};
/** One `m=` section of a page's offer, as far as the relay answers it. */
export type OfferedMedia = {
  mid: string;
  kind: MediaKind;
  direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';
  codecs: OfferedCodec[];
  /** Header extension by address → its number. */
  extensions: ReadonlyMap<string, number>;
  ssrcs: number[];
};

export const TRANSPORT_COUNTER = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01';

/** The audio and video sections of an offer, in its order; sections without a `mid` cannot be answered and are left out. */
export function parseOffer(sdp: string): OfferedMedia[] {
  return sdp
    .split(/^m=/m)
    .slice(1)
    .flatMap((section) => parseSection(section.split(/\r?\n/)) ?? []);
}

function parseSection([head = '', ...lines]: string[]): OfferedMedia | null {
  const [kind, , , ...payloadTypes] = head.split(' ');
  if (kind !== 'audio' && kind !== 'video') return null;
  const attributes = lines.filter((line) => line.startsWith('a=')).map((line) => line.slice(2));
  const mid = attributes.find((line) => line.startsWith('mid:'))?.slice(4);
  if (mid === undefined) return null;
  const codecs = payloadTypes.flatMap((payloadType) => {
    const find = (name: string) =>
      attributes.find((line) => line.startsWith(`${name}:${payloadType} `))?.split(/ (.*)/s)[1];
    const name = find('rtpmap')?.split('/')[0];
    if (name === undefined || !/^\d{1,3}$/.test(payloadType)) return [];
    const feedback = attributes
      .filter((line) => line.startsWith(`rtcp-fb:${payloadType} `))
      .map((line) => line.split(/ (.*)/s)[1]!);
    return [
      { payloadType: Number(payloadType), name: name.toUpperCase(), format: find('fmtp') ?? null, feedback },
    ];
  });
  const direction = attributes.find((line) => /^(sendrecv|sendonly|recvonly|inactive)$/.test(line));
  return {
    mid,
    kind,
    direction: (direction as OfferedMedia['direction'] | undefined) ?? 'sendrecv',
    codecs,
    extensions: new Map(
      attributes.flatMap((line) => {
        const match = /^extmap:(\d+)(?:\/\S+)? (\S+)/.exec(line);
        return match ? [[match[2]!, Number(match[1])] as const] : [];
      }),
    ),
    ssrcs: [...new Set(attributes.flatMap((line) => /^ssrc:(\d+)/.exec(line)?.[1] ?? []).map(Number))],
  };
}

/** The first offered codec of the first wanted name. H.264 only in packetization mode 1, which all browsers speak. */
export function chooseCodec(media: OfferedMedia, wanted: readonly string[]): OfferedCodec | null {
  for (const name of wanted) {
    const found = media.codecs.find(
      (codec) => codec.name === name && (name !== 'H264' || /packetization-mode=1/.test(codec.format ?? '')),
    );
    if (found) return found;
  }
  return null;
}

/** Without the page's `.local` candidates: nobody here resolves them, and the page finds us by our own addresses. */
export const withoutLocalNames = (sdp: string): string => sdp.replace(/^a=candidate:.*\.local .*\r?\n/gm, '');

/**
 * Lets the page begin the handshake: it repeats a lost first word after 50 ms, our library only after a whole second, and
 * ours is often lost because it comes before the page has taken the answer in.
 */
export const pageBeginsHandshake = (sdp: string): string =>
  sdp.replace(/^a=setup:actpass/gm, 'a=setup:active');
