import { expect, it } from 'vitest';
import { chooseCodec, parseOffer, TRANSPORT_COUNTER, withoutLocalNames } from '#hub/media/sdp-offer.ts';
import { extensionWord, payloadOf } from '#hub/media/rtp.ts';

const OFFER = [
  'v=0', 'a=group:BUNDLE 0 1 2', 'm=audio 9 UDP/TLS/RTP/SAVPF 111 63', 'a=mid:0', 'a=sendonly', 'a=rtpmap:111 opus/48000/2',
  'a=rtcp-fb:111 transport-cc', 'a=fmtp:111 minptime=10;useinbandfec=1', 'a=rtpmap:63 red/48000/2', 'a=ssrc:5 cname:x', 'a=ssrc:5 msid:x y',
  'm=video 9 UDP/TLS/RTP/SAVPF 103 96 109', 'a=mid:1', `a=extmap:3/sendonly ${TRANSPORT_COUNTER}`, 'a=rtpmap:103 H264/90000',
  'a=fmtp:103 packetization-mode=0', 'a=rtpmap:96 VP8/90000', 'a=rtpmap:109 H264/90000', 'a=fmtp:109 packetization-mode=1',
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel', 'a=mid:2', '',
].join('\r\n'); // prettier-ignore

it('reads the sections that it can answer, and chooses what all browsers speak', () => {
  const [audio, video, ...rest] = parseOffer(OFFER);
  expect(rest).toEqual([]);
  expect(audio).toMatchObject({ mid: '0', kind: 'audio', direction: 'sendonly', ssrcs: [5] });
  expect(chooseCodec(audio!, ['OPUS'])).toEqual({
    payloadType: 111,
    name: 'OPUS',
    format: 'minptime=10;useinbandfec=1',
    feedback: ['transport-cc'],
  });
  expect(video).toMatchObject({ mid: '1', kind: 'video', direction: 'sendrecv' });
  expect(video!.extensions.get(TRANSPORT_COUNTER)).toBe(3);
  expect(chooseCodec(video!, ['VP8', 'H264'])?.payloadType).toBe(96);
  expect(chooseCodec(video!, ['H264'])?.payloadType).toBe(109);
  expect(chooseCodec(video!, ['AV1'])).toBeNull();
});

it('finds nothing in what is no offer', () => {
  for (const sdp of [
    '',
    'v=0',
    'm=',
    'm=video\r\n',
    'm=audio 9 X\r\na=mid',
    'm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=rtpmap:96 VP8/90000',
  ])
    expect(parseOffer(sdp)).toEqual([]);
});

it("leaves a page's hidden addresses out, and nothing else", () => {
  const open = 'a=candidate:1 1 udp 1 10.0.0.1 5000 typ host\r\n';
  expect(withoutLocalNames(`${open}a=candidate:2 1 udp 1 4f8b-1.local 5000 typ host\r\na=mid:0\r\n`)).toBe(
    `${open}a=mid:0\r\n`,
  );
});

it('[RFC 3550 §5.1] takes no packet apart that is cut short or lies about its padding', () => {
  const whole = Buffer.from([
    0xb0, 96, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9, 0xbe, 0xde, 0, 1, 0x31, 0x12, 0x34, 0, 0xaa, 0xbb, 0, 2,
  ]);
  expect(payloadOf(whole)).toEqual(Buffer.from([0xaa, 0xbb]));
  expect(extensionWord(whole, 3)).toBe(0x1234);
  expect(extensionWord(whole, 4)).toBeNull();
  for (let length = 0; length < 20; length++)
    expect(payloadOf(whole.subarray(0, length))?.length ?? null).toBeNull();
  const padded = Buffer.from(whole);
  padded[padded.length - 1] = 200;
  expect(payloadOf(padded)).toBeNull();
});
