import { describe, expect, it } from 'vitest';
import type { DisplayInfo } from '#contracts/bridge.ts';
import {
  displayKey,
  displayOf,
  findDisplay,
  placeWindow,
  wallDisplays,
} from '../../../../main/desktop/displays.ts';

const aDisplay = (given: Partial<DisplayInfo> = {}): DisplayInfo => ({
  id: 1,
  label: 'DELL',
  x: 0,
  y: 0,
  width: 1920,
  height: 1080,
  primary: false,
  ...given,
});
const seat = aDisplay({ id: 1, label: 'DELL', primary: true });
const left = aDisplay({ id: 2, label: 'BenQ', x: 1920 });
const right = aDisplay({ id: 3, label: 'BenQ', x: 3840 });
const SIZE = { width: 1280, height: 900 };

describe('a remembered display', () => {
  it('is found by label, size and place under another id', () => {
    expect(findDisplay([seat, { ...left, id: 77 }, right], displayKey(left))?.id).toBe(77);
  });

  it('is found at another place when it is the only one of its kind', () => {
    expect(findDisplay([seat, { ...left, x: 0, y: 1080 }], displayKey(left))?.y).toBe(1080);
  });

  it('is not guessed among two of a kind', () => {
    expect(
      findDisplay(
        [
          { ...left, x: 5000 },
          { ...right, x: 7000 },
        ],
        displayKey(left),
      ),
    ).toBeNull();
  });
});

describe('the place of a window', () => {
  const remembered = {
    display: displayKey(left),
    bounds: { x: 2000, y: 50, width: 900, height: 700 },
    fullScreen: true,
  };

  it('is where it was', () => {
    expect(placeWindow(remembered, [seat, left], seat, SIZE)).toEqual(remembered);
  });

  it('moves along with its display', () => {
    const moved = { ...left, x: 0, y: 1080 };
    expect(placeWindow(remembered, [seat, moved], seat, SIZE)).toEqual({
      display: displayKey(moved),
      bounds: { x: 80, y: 1130, width: 900, height: 700 },
      fullScreen: true,
    });
  });

  it('is the middle of its home when the display is gone', () => {
    expect(placeWindow(remembered, [seat], seat, SIZE)).toEqual({
      display: displayKey(seat),
      bounds: { x: 320, y: 90, width: 1280, height: 900 },
      fullScreen: false,
    });
  });

  it('is the middle of its home when nobody could reach it there', () => {
    const lost = { ...remembered, bounds: { x: 1920 + 1900, y: 50, width: 900, height: 700 } };
    expect(placeWindow(lost, [seat, left], seat, SIZE).display).toBe(displayKey(seat));
    const above = { ...remembered, bounds: { x: 2000, y: -30, width: 900, height: 700 } };
    expect(placeWindow(above, [seat, left], seat, SIZE).display).toBe(displayKey(seat));
  });

  it('is never larger than a small display', () => {
    const small = aDisplay({ width: 1024, height: 768, primary: true });
    expect(placeWindow(null, [small], small, SIZE).bounds).toEqual({ x: 0, y: 0, width: 1024, height: 768 });
  });
});

describe('the video wall', () => {
  it('fills all displays but the seat', () =>
    expect(wallDisplays([seat, left, right])).toEqual([left, right]));
  it('takes the only display there is', () => expect(wallDisplays([seat])).toEqual([seat]));
});

describe('the display of a window', () => {
  it('is the one that holds most of it', () => {
    expect(displayOf([seat, left], { x: 1800, y: 0, width: 1000, height: 500 })).toEqual(left);
    expect(displayOf([seat, left], { x: 1000, y: 0, width: 1000, height: 500 })).toEqual(seat);
  });
  it('is the primary one for a window that lies nowhere', () => {
    expect(displayOf([left, seat], { x: 9000, y: 9000, width: 10, height: 10 })).toEqual(seat);
  });
});
