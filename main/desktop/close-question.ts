import { dialog, type BrowserWindow } from 'electron';
import type { ShellTexts } from './texts.ts';

export type CloseAnswer = 'quit' | 'keep_hub' | 'cancel';

/** Closing a window must not silently cut off the field pages that talk to the hub in this same program. */
export async function askBeforeClosing(window: BrowserWindow, texts: ShellTexts): Promise<CloseAnswer> {
  const answers: CloseAnswer[] = ['keep_hub', 'quit', 'cancel'];
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    title: texts.product,
    message: texts.closeQuestion,
    detail: texts.closeDetail,
    buttons: [texts.keepHub, texts.quitHub, texts.cancel],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  });
  return answers[response] ?? 'cancel';
}
