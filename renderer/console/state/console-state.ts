import type { AlarmSlice } from './alarm-slice.ts';
import type { CommandSlice } from './command-slice.ts';
import type { ComposerSlice } from './composer-slice.ts';
import type { DirectorySlice } from './directory-slice.ts';
import type { FormsSlice } from './forms-slice.ts';
import type { LayoutSlice } from './layout-slice.ts';
import type { LiveSlice } from './live-slice.ts';
import type { MessageSlice } from './message-slice.ts';
import type { ReplicaSlice } from './replica-slice.ts';
import type { SelectionSlice } from './selection-slice.ts';
import type { SessionSlice } from './session-slice.ts';
import type { VideoSlice } from './video-slice.ts';

export type ConsoleState = ReplicaSlice &
  LiveSlice &
  SessionSlice &
  DirectorySlice &
  SelectionSlice &
  CommandSlice &
  LayoutSlice &
  ComposerSlice &
  FormsSlice &
  VideoSlice &
  MessageSlice &
  AlarmSlice;
