/** What the hub and the simulator's process say to each other. Both ends are ours and built together, so nothing is parsed. */
export type SimulatorStart = {
  type: 'start';
  /** The hub as phones reach it, without a path: the console's own address on this machine. */
  hubUrl: string;
  scenarioFile: string;
  /** Folder of the clips that the cameras send. */
  clipsDir: string;
  /** One-time codes, each good for one phone. */
  phones: { callSign: string; unitId: string; code: string }[];
  /** Seconds of the drill in one second of the clock. */
  speed: number;
  /** The drill goes on after a restart: roll-calls and what else opens it are not said again. */
  resumed: boolean;
};

export type FromSimulator =
  | { type: 'progress'; done: number; total: number }
  /** Every phone is enrolled and says hello. */
  | { type: 'ready'; phones: number; cameras: number };
