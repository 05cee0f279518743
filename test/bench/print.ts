import { type Goal, goalOf, meets } from './catalogue.ts';
import type { Figure } from './figure.ts';

const HEAD = [
  '名称 / name',
  '测得 / value',
  '单位 / unit',
  '参照 / yardstick',
  '比值 / ratio',
  '目标 / goal',
  '',
];

/** Four figures are what a measurement is worth. */
const number = (value: number | null): string =>
  value === null ? '–' : String(Number(value.toPrecision(4)));

const SIGNS = { 'at least': '≥', 'at most': '≤' } as const;
const goalText = (goal: Goal | null, unit: string): string =>
  goal === null
    ? '–'
    : goal.of === 'ratio'
      ? `比值 / ratio ${SIGNS[goal.is]} ${goal.limit}`
      : `${SIGNS[goal.is]} ${goal.limit} ${unit}`;

const metText = (met: boolean | null): string => (met === null ? '' : met ? '达到 / met' : '未达到 / missed');

/** One line for programs. */
export const jsonLine = ({ name, value, unit, yardstick, ratio }: Figure): string =>
  JSON.stringify({ name, value, unit, yardstick, ratio });

/** A table for people: Chinese characters take two columns. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const goal = goalOf(figure.name);
    const { name, value, unit, yardstick, ratio } = figure;
    return [
      name,
      number(value),
      unit,
      number(yardstick),
      number(ratio),
      goalText(goal, unit),
      metText(meets(figure, goal)),
    ];
  });
  const all = [HEAD, ...rows];
  const widths = HEAD.map((_, column) => Math.max(...all.map((row) => columns(row[column]!))));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat(widths[column]! - columns(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const columns = (text: string): number =>
  [...text].reduce((width, character) => width + (/[\u2e80-\u9fff\uff00-\uff60]/.test(character) ? 2 : 1), 0);
