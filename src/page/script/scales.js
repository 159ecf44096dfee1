// Scales: from where to where an axis goes, and the round values at which it is marked.

import { dayWord, monthWord, tickWord } from './words.js';

const DAY = 86_400_000;
const MONTH = 30.4 * DAY;

// About `count` round steps that reach over all `values`.
export function niceScale(values, count, word = tickWord) {
  const present = values.filter((value) => Number.isFinite(value));
  const low = present.length ? Math.min(...present) : 0;
  const high = present.length ? Math.max(...present) : 0;
  const step = niceStep(high > low ? high - low : Math.abs(high) || 1, count);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(Math.ceil(high / step - 1e-9), first + 1);
  const ticks = [];
  for (let k = first; k <= last; k++) {
    const at = Number((k * step).toPrecision(12));
    ticks.push({ at, text: word(at) });
  }
  return { min: ticks[0].at, max: ticks.at(-1).at, ticks };
}

// A difference is looked at from zero, whatever its values are.
export function scaleFromZero(values, count, word) {
  return niceScale([0, ...values], count, word);
}

// Values that are all near one another and far from zero could not be told apart if their axis began there.
export function scaleOfLevels(values, count, word) {
  return isFarFromZero(values) ? niceScale(values, count, word) : scaleFromZero(values, count, word);
}

function isFarFromZero(values) {
  const present = values.filter((value) => Number.isFinite(value));
  return Math.min(...present) > Math.max(...present) / 2;
}

// The same marks on a scale that begins and ends where the values do.
export function between(min, max, scale) {
  return { ...scale, min, max, ticks: scale.ticks.filter(({ at }) => at >= min && at <= max) };
}

function niceStep(range, count) {
  const raw = range / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const digit = [1, 2, 2.5, 5, 10].find((round) => round * power >= raw * (1 - 1e-9));
  return digit * power;
}

// A calendar, with a mark at firsts of months and the year below the first mark and below each January.
export function timeScale(start, end, width) {
  const most = Math.max(3, Math.floor(width / 62));
  const isShort = end - start < 3 * MONTH;
  const ticks = isShort ? dayTicks(start, end, most) : monthTicks(start, end, most);
  return { min: start, max: end, ticks, isTime: true };
}

function dayTicks(start, end, most) {
  const step = [1, 2, 7, 14, 28].find((days) => (end - start) / (days * DAY) <= most / 1.5) ?? 28;
  const ticks = [];
  for (let at = Math.ceil(start / DAY) * DAY; at <= end; at += step * DAY) {
    const [day, month, year] = dayWord(at).split(' ');
    ticks.push({ at, text: `${day} ${month}` + (ticks.length ? '' : `\n${year}`) });
  }
  return ticks;
}

function monthTicks(start, end, most) {
  const months = (end - start) / MONTH;
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((each) => months / each <= most) ?? 600;
  const year = new Date(start).getUTCFullYear();
  const ticks = [];
  for (let month = 0; ; month += step) {
    const at = Date.UTC(year, month);
    if (at > end) return ticks;
    if (at >= start) ticks.push({ at, text: monthTick(at, step, ticks.length === 0) });
  }
}

function monthTick(at, step, isFirst) {
  const date = new Date(at);
  const year = String(date.getUTCFullYear());
  if (step >= 12) return year;
  return monthWord(at) + (isFirst || date.getUTCMonth() === 0 ? `\n${year}` : '');
}

// Where values of the scales `x` and `y` come to lie in a picture whose margins are `frame`.
export function placing(width, height, frame, x, y) {
  const left = frame.left;
  const right = width - frame.right;
  const top = frame.top;
  const bottom = height - frame.bottom;
  return {
    left, right, top, bottom,
    x: (value) => left + ((value - x.min) / (x.max - x.min)) * (right - left),
    y: (value) => bottom - ((value - y.min) / (y.max - y.min)) * (bottom - top),
  };
}
