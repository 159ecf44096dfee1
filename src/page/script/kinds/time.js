// What changes over time: bands, lines, shaded differences and stacks, one above the other as the model lists them.

import { axisMarks } from '../axes.js';
import { area, horizontal, ink, line, vertical, words } from '../marks.js';
import { fit, marginOf, widest, widthOf } from '../measure.js';
import { between, niceScale, placing, scaleFromZero, timeScale } from '../scales.js';
import { crossing, runs, valueBetween } from '../series.js';
import { tickWord } from '../words.js';

const RIGHT = 18;
const TOP = 8;
const BOTTOM = 40;
const LANE = 16;
const SMALL = 260;
const small = { size: 12, weight: 600 };

export function drawTime(model, view) {
  const labels = view.width > 430 ? model.layers.filter((layer) => layer.label) : [];
  const y = valueScale(model, model.height - TOP - LANE - BOTTOM);
  const left = marginOf(y);
  const events = laid(view.events, view, left);
  const lanes = 1 + Math.max(0, ...events.map((event) => event.lane));
  const frame = {
    left,
    right: labels.length ? widest(labels.map((layer) => layer.label), small) + 14 : RIGHT,
    top: TOP + lanes * LANE,
    bottom: BOTTOM,
  };
  const height = model.height + (lanes - 1) * LANE;
  const x = timeScale(view.start, view.end, view.width - frame.left - frame.right);
  const place = placing(view.width, height, frame, x, y);
  const opacity = view.fade(model.org);
  const layers = model.layers.flatMap((layer) => draw[layer.type](layer, view.times, place));
  const marks = [
    ...axisMarks({ x, y, place }),
    ...layers.map((mark) => ({ ...mark, opacity: mark.opacity * opacity })),
    horizontal(place.left, place.right, place.y(Math.max(0, y.min)), ink('ink3'), { width: 1.25 }),
    ...events.flatMap((event) => eventMarks(event, place)),
    ...endLabels(labels, place),
  ];
  return { width: view.width, height, marks, calendar: place };
}

// A scale of its own, or one that several charts share and that their model gives. That one ends where the values end, so
// that two of its marks at least have to lie within.
function valueScale(model, plotHeight) {
  const count = Math.max(2, Math.round(plotHeight / 42));
  const word = model.unit === '%' ? (value) => `${tickWord(value)}%` : tickWord;
  const values = allValues(model);
  if (!model.limits) return scaleFromZero(values, count, word);
  const shared = [...model.limits, ...values].filter(Number.isFinite);
  const [low, high] = [Math.min(...shared), Math.max(...shared)];
  const scales = [count, count + 2, count + 4].map((marks) => between(low, high, niceScale([low, high], marks, word)));
  return scales.find((scale) => scale.ticks.length > 1) ?? scales[2];
}

function allValues(model) {
  return model.layers.flatMap((layer) => {
    if (layer.type === 'band') return [...layer.lo, ...layer.hi];
    if (layer.type === 'stack') return tops(layer.parts).at(-1);
    return layer.y;
  });
}

const draw = {
  band: (layer, times, place) =>
    ribbon(times, layer.lo, layer.hi, place).map((points) => area(points, ink(layer.tone), 0.18)),

  line: (layer, times, place) => {
    const style = { width: layer.dash ? 2 : 2.5, dash: layer.dash ? [6, 4] : null };
    return runs(times, layer.y).map((run) => line(onScreen(run, place), ink(layer.tone), style));
  },

  area: (layer, times, place) =>
    runs(times, layer.y).flatMap((run) => {
      const whole = crossing(run);
      const above = whole.map(([time, value]) => [time, Math.max(0, value)]);
      const below = whole.map(([time, value]) => [time, Math.min(0, value)]);
      const floor = [[run.at(-1)[0], 0], [run[0][0], 0]];
      return [
        area(onScreen([...above, ...floor], place), ink('gain'), 0.38),
        area(onScreen([...below, ...floor], place), ink('loss'), 0.38),
      ];
    }),

  stack: (layer, times, place) => {
    const uppers = tops(layer.parts);
    return layer.parts.flatMap((part, k) => {
      const lower = k === 0 ? times.map(() => 0) : uppers[k - 1];
      const filled = ribbon(times, lower, uppers[k], place).map((points) => area(points, ink(part.tone), 0.35));
      return part.tone === 'waiting' ? [...filled, ...strokes(times, lower, uppers[k], part.tone, place)] : filled;
    });
  },
};

function onScreen(points, place) {
  return points.map(([time, value]) => [place.x(time), place.y(value)]);
}

// The outline of what lies between two lines: along the upper one, and back along the lower.
function ribbon(times, lower, upper, place) {
  const both = runs(times, upper.map((high, k) => (lower[k] === null || high === null ? null : [lower[k], high])));
  return both.map((run) => [
    ...onScreen(run.map(([time, [, high]]) => [time, high]), place),
    ...onScreen(run.map(([time, [low]]) => [time, low]).reverse(), place),
  ]);
}

// The upper edge of each part of a stack.
function tops(parts) {
  const sums = parts[0].y.map(() => 0);
  return parts.map((part) => part.y.map((value, k) => (sums[k] += value ?? 0)));
}

// Strokes through what waits: a second cue beside its colour.
function strokes(times, lower, upper, tone, place) {
  const made = [];
  const perPixel = (times.at(-1) - times[0]) / (place.right - place.left);
  for (let x = place.left + 3; x < place.right; x += 6) {
    const time = times[0] + (x - place.left) * perPixel;
    const top = place.y(valueBetween(times, upper, time));
    const bottom = place.y(valueBetween(times, lower, time));
    if (bottom - top > 1) made.push(vertical(x, top, bottom, ink(tone), { opacity: 0.9 }));
  }
  return made;
}

// Labels of events above the plot, in up to two lanes; one that has room in neither keeps its line and loses its label,
// and so do all in a small chart.
function laid(events, view, left) {
  if (view.width < SMALL) return events.map((event) => ({ ...event, lane: -1 }));
  const ends = [-Infinity, -Infinity];
  const perTime = (view.width - left - RIGHT) / (view.end - view.start);
  return events.map((event) => {
    const text = fit(event.label, view.width - left, small);
    const wide = widthOf(text, small);
    const start = Math.min(left + (event.time - view.start) * perTime + 4, view.width - wide - 2);
    const lane = ends.findIndex((end) => start > end + 8);
    if (lane >= 0) ends[lane] = start + wide;
    return { ...event, text, start, lane };
  });
}

function eventMarks(event, place) {
  const x = place.x(event.time);
  const top = place.top - 4 - Math.max(0, event.lane) * LANE;
  const stroke = vertical(x, top, place.bottom, ink('ink'), { dash: [2, 3], opacity: 0.8 });
  return event.lane < 0 ? [stroke] : [stroke, words(event.start, top - 7, event.text, small)];
}

// Labels at the ends of lines, pushed apart where they would lie on one another; where two lines end at one value, the
// label of the one on top stands first.
function endLabels(layers, place) {
  const ends = layers
    .map((layer, k) => ({ layer, k, y: place.y(layer.y.findLast((value) => value !== null) ?? 0) }))
    .sort((one, other) => one.y - other.y || other.k - one.k);
  for (let k = 1; k < ends.length; k++) ends[k].y = Math.max(ends[k].y, ends[k - 1].y + 15);
  const excess = Math.max(0, (ends.at(-1)?.y ?? 0) - place.bottom);
  return ends.map(({ layer, y }) =>
    words(place.right + 6, y - excess, layer.label, { ...small, colour: ink(layer.tone) }));
}
