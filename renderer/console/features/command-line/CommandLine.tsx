import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { cx } from '#renderer/ui/class-names.ts';
import { useApp, useConsole } from '../../state/use-console.ts';
import { useText } from '../../use-text.ts';
import { LINE_ID } from './focus-command-line.ts';
import { lineWorld } from './line-world.ts';
import { LineSays } from './LineSays.tsx';
import { type Reading, readLine } from './read-line.ts';
import { useRunLine } from './use-run-line.ts';
import { readVocabulary } from './vocabulary.ts';
import styles from './CommandLine.module.css';

const REMEMBERED = 50;
const IDLE: Reading = {
  state: 'problem',
  problem: 'empty',
  complete: false,
  params: { word: '', matches: '', units: '' },
  completions: [],
};

/** Everything of the seat as one line: it completes with Tab, says beside it what Enter will do, and does it. */
export function CommandLine({ onHelp }: { onHelp: () => void }) {
  const t = useText();
  const id = useId();
  const { store } = useApp();
  const [line, setLine] = useState('');
  const [focused, setFocused] = useState(false);
  const [choice, setChoice] = useState(-1);
  const [history, setHistory] = useState<{ lines: readonly string[]; at: number }>({ lines: [], at: 0 });
  const cameFrom = useRef<Element | null>(null);
  // Read anew with each render: the world of the line is the replica, and that is cheap to read.
  useConsole((s) => s.replica);
  useConsole((s) => s.targets);
  useConsole((s) => s.operationId);
  const reading =
    line === '' && !focused ? IDLE : readLine(line, lineWorld(store.getState()), readVocabulary(t));
  const run = useRunLine(onHelp);
  const { completions } = reading;
  const open = focused && completions.length > 0 && line.trim() !== '';

  const write = (next: string) => {
    setLine(next);
    setChoice(-1);
  };
  const leave = () => {
    write('');
    if (cameFrom.current instanceof HTMLElement && cameFrom.current.isConnected) cameFrom.current.focus();
    else (document.activeElement as HTMLElement | null)?.blur();
  };
  const issue = async () => {
    if (reading.state !== 'ready') return;
    const said = line;
    write('');
    setHistory(({ lines }) => {
      const kept = [...lines.filter((other) => other !== said), said].slice(-REMEMBERED);
      return { lines: kept, at: kept.length };
    });
    // A refused line comes back, unless another one was begun.
    if (!(await run(reading.action))) setLine((now) => (now === '' ? said : now));
  };
  const recall = (step: number) => {
    const at = Math.max(0, Math.min(history.lines.length, history.at + step));
    setHistory({ ...history, at });
    write(history.lines[at] ?? '');
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return; // Enter and arrows belong to the input method
    const used = keyed(event);
    if (used) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  const keyed = ({ key, shiftKey }: KeyboardEvent): boolean => {
    if (key === 'Escape') return (leave(), true);
    if (key === 'Tab' && !shiftKey && open) {
      const taken = completions[Math.max(0, choice)];
      return taken && taken.line !== line ? (write(taken.line), true) : false;
    }
    if (key === 'Enter') {
      const taken = choice >= 0 ? completions[choice] : undefined;
      if (taken && taken.line !== line) write(taken.line);
      else if (reading.state === 'ready') void issue();
      else if (!reading.complete && completions.length === 1) write(completions[0]!.line);
      return true;
    }
    if (key === 'ArrowDown' && open && history.at === history.lines.length)
      return (setChoice((choice + 1) % completions.length), true);
    if (key === 'ArrowUp' && open && choice >= 0) return (setChoice(choice - 1), true);
    if (key === 'ArrowUp') return (recall(-1), true);
    if (key === 'ArrowDown') return (recall(1), true);
    return false;
  };
  return (
    <div className={styles.line}>
      <span className={styles.prompt} aria-hidden="true">
        {'›'}
      </span>
      <input
        id={LINE_ID}
        className={styles.input}
        type="text"
        role="combobox"
        aria-label={t('line.label')}
        aria-expanded={open}
        aria-controls={`${id}-choices`}
        aria-activedescendant={open && choice >= 0 ? `${id}-${choice}` : undefined}
        aria-describedby={`${id}-says`}
        aria-keyshortcuts="Control+K /"
        placeholder={t('line.placeholder')}
        autoComplete="off"
        spellCheck={false}
        maxLength={1100}
        value={line}
        onChange={(event) => write(event.target.value)}
        onFocus={(event) => {
          setFocused(true);
          cameFrom.current = event.relatedTarget;
        }}
        onBlur={() => setFocused(false)}
        onKeyDown={onKeyDown}
      />
      {line.trim() !== '' && <LineSays id={`${id}-says`} reading={reading} />}
      <ul
        id={`${id}-choices`}
        className={styles.choices}
        role="listbox"
        aria-label={t('line.completions')}
        hidden={!open}
      >
        {completions.map((completion, index) => (
          <li
            key={completion.line}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === choice}
            className={cx(
              styles.choice,
              index === Math.max(0, choice) && styles.next,
              index === choice && styles.chosen,
            )}
            // The press must not take the focus out of the line.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => write(completion.line)}
          >
            {completion.shows}
            <span>{completion.note}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
