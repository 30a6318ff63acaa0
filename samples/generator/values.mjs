// Random streams, money and text.

import { SEED } from './company.mjs';

// A stream of its own for every label: a change in one cycle leaves the others as they are.
export function randomFor(label) {
  let state = 2166136261;
  for (const char of `${SEED}:${label}`) state = Math.imul(state ^ char.codePointAt(0), 16777619) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (low, high) => low + Math.floor(next() * (high - low + 1));
  return {
    int,
    pick: (list) => list[int(0, list.length - 1)],
    chance: (percent) => next() * 100 < percent,
    money: ([low, high]) => (low === high ? low * 100 : int(low * 100, high * 100)),
    dates: (count, days) => Array.from({ length: count }, () => days[int(0, days.length - 1)]).sort(),
  };
}

export const percentOf = (amount, percent) => Math.round((amount * percent) / 100);
export const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
export const decimal = (minor) => (minor < 0 ? `-${decimal(-minor)}` : `${Math.floor(minor / 100)}.${padded(minor % 100, 2)}`);
export const padded = (number, width) => String(number).padStart(width, '0');
export const compareText = (left, right) => (left < right ? -1 : left > right ? 1 : 0);
export const byDate = (left, right) => compareText(left.date, right.date);
