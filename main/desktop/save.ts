import { app, BrowserWindow, dialog, type WebContents } from 'electron';
import { join } from 'node:path';
import type { SavedFile } from '#contracts/bridge.ts';
import { logFault } from './log.ts';
import { plainFileName } from './plain-file-name.ts';
import { ShellRefusal } from './shell-refusal.ts';
import { writeWhole } from './write-whole.ts';

/** Asks where, then writes. Null when the user cancelled. */
export async function saveFile(
  sender: WebContents,
  suggestedName: string,
  bytes: Uint8Array,
): Promise<SavedFile | null> {
  const path = await askWhere(sender, plainFileName(suggestedName));
  return path === null ? null : write(path, bytes);
}

/** This page on A4, with its backgrounds. The place is asked first: a long print that nobody keeps is not made. */
export async function printToPdf(sender: WebContents, suggestedName: string): Promise<SavedFile | null> {
  const name = plainFileName(suggestedName);
  const path = await askWhere(sender, name.toLowerCase().endsWith('.pdf') ? name : `${name}.pdf`);
  if (path === null) return null;
  let pdf: Uint8Array;
  try {
    pdf = await sender.printToPDF({ pageSize: 'A4', printBackground: true, generateTaggedPDF: true });
  } catch (error) {
    logFault('print_failed', error);
    throw new ShellRefusal('print_failed', { cause: error });
  }
  return write(path, pdf);
}

async function askWhere(sender: WebContents, name: string): Promise<string | null> {
  const options = { defaultPath: join(app.getPath('documents'), name) };
  const parent = BrowserWindow.fromWebContents(sender);
  const answer = await (parent === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(parent, options));
  return answer.canceled || answer.filePath === '' ? null : answer.filePath;
}

async function write(path: string, bytes: Uint8Array): Promise<SavedFile> {
  try {
    return { path, sha256: await writeWhole(path, bytes) };
  } catch (error) {
    logFault('save_failed', error);
    throw new ShellRefusal('save_failed', { cause: error });
  }
}
