/** What we use of simple-peer 9.11 (its package has no types). */
declare module 'simple-peer/simplepeer.min.js' {
  type Description = { type: string; sdp: string };
  type Events = {
    signal: [description: Description];
    connect: [];
    stream: [stream: MediaStream];
    iceStateChange: [connection: RTCIceConnectionState, gathering: RTCIceGatheringState];
    error: [error: Error];
    close: [];
  };
  export default class SimplePeer {
    constructor(options: {
      initiator: true;
      trickle: false;
      streams: MediaStream[];
      config: RTCConfiguration;
      iceCompleteTimeout: number;
      sdpTransform: (sdp: string) => string;
    });
    readonly destroyed: boolean;
    on<E extends keyof Events>(event: E, listener: (...values: Events[E]) => void): this;
    signal(description: Description): void;
    addTransceiver(kind: 'audio' | 'video', init: RTCRtpTransceiverInit): void;
    replaceTrack(from: MediaStreamTrack, to: MediaStreamTrack, stream: MediaStream): void;
    getStats(tell: (error: Error | null, reports?: Record<string, unknown>[]) => void): void;
    destroy(): void;
  }
}
