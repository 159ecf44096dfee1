// Fifty equally likely outcomes as fifty dots, stacked where they lie together: a pile that can be counted.

import { axisMarks } from '../axes.js';
import { dot, faded, horizontal, ink, toneOf, vertical, words } from '../marks.js';
import { fit } from '../measure.js';
import { placing, scaleFromZero, scaleOfLevels } from '../scales.js';

const SIDE = 28;
const AXIS = 30;
const HIGHEST = 22;
const GAP = 1;
const nameStyle = { size: 14, weight: 700 };

export function drawDots(model, view) {
  const radius = view.width < 480 ? 3.6 : view.width < 800 ? 5.2 : 6;
  const scaleOf = model.scale === 'level' ? scaleOfLevels : scaleFromZero;
  const x = scaleOf(model.groups.flatMap((group) => group.values), Math.max(4, Math.floor(view.width / 130)));
  const groups = model.groups.map((group) => ({ ...group, piles: piled(group.values, x, radius, view.width) }));
  let base = 0;
  for (const group of groups) {
    group.height = Math.min(HIGHEST, Math.max(1, ...group.piles.map((pile) => pile.values.length))) * (2 * radius + GAP);
    base += 30 + group.height;
    group.base = base;
  }
  const height = base + 12 + AXIS;
  const frame = { left: SIDE, right: SIDE, top: 4, bottom: AXIS };
  const place = placing(view.width, height, frame, x, { min: 0, max: 1 });
  const marks = [
    ...axisMarks({ x, place }),
    ...(x.min > 0 ? [] : [vertical(place.x(0), place.top, place.bottom, ink('ink3'), { width: 1.25 })]),
    ...groups.flatMap((group) => groupMarks(group, radius, place, view)),
  ];
  return { width: view.width, height, marks };
}

// Values a dot's width from each other share a pile.
function piled(values, x, radius, width) {
  const columns = Math.max(1, Math.floor((width - 2 * SIDE) / (2 * radius + GAP)));
  const step = (x.max - x.min) / columns;
  const piles = new Map();
  for (const value of values) {
    const column = Math.round((value - x.min) / step);
    const pile = piles.get(column) ?? { at: x.min + column * step, values: [] };
    pile.values.push(value);
    piles.set(column, pile);
  }
  return [...piles.values()];
}

function groupMarks(group, radius, place, view) {
  const ground = place.top + group.base;
  const left = place.x(Math.min(...group.piles.map((pile) => pile.at)));
  const hasRoomLeft = left - place.left > (place.right - place.left) / 2;
  const room = (place.right - place.left) / 2 - 8;
  const name = fit(group.label, room, nameStyle);
  const at = hasRoomLeft ? place.left + 4 : place.right - 4;
  return [
    horizontal(place.left, place.right, ground + 4, ink('rule')),
    words(at, ground - group.height - 4, name, { ...nameStyle, align: hasRoomLeft ? 'left' : 'right', isOutlined: true }),
    ...faded(group.piles.flatMap((pile) => pileMarks(pile, radius, ground, place)), view.fade(group.org)),
  ];
}

// A pile that would be too high is pressed together.
function pileMarks(pile, radius, ground, place) {
  const apart = (2 * radius + GAP) * Math.min(1, HIGHEST / pile.values.length);
  return pile.values.map((value, k) =>
    dot(place.x(pile.at), ground - radius - k * apart, radius, ink(toneOf(value)), { edgeWidth: 0.8 }));
}
