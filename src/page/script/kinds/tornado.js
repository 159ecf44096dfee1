// What would reverse the answer: how far each assumption moves the mean, against none (solid) and as it is (dashed).

import { box, dot, ink, toneOf, vertical } from '../marks.js';
import { layRows, placeInRows, rowPicture, rowWords, throughRows } from '../rowlayout.js';
import { scaleFromZero } from '../scales.js';

const HEIGHTS = { wide: 34, narrow: 54, axis: 30 };
const BAR = 16;

export function drawTornado(model, view) {
  const rows = model.rows.map((row) => ({ ...row, isStrong: row.turns }));
  const layout = layRows(rows, view.width, HEIGHTS);
  const x = scaleFromZero([model.now, ...rows.flatMap(reach)], Math.max(4, Math.floor(layout.span / 110)));
  const place = placeInRows(layout, x);
  const stroke = (at, colour, style) => (top, bottom) => vertical(place.x(at), top, bottom, ink(colour), style);
  const marks = [
    ...throughRows(layout, rows, stroke(0, 'ink', { width: 1.5 })),
    ...throughRows(layout, rows, stroke(model.now, toneOf(model.now), { width: 1.5, dash: [4, 3] })),
    ...rows.flatMap((row, k) => [
      ...barMarks(row, layout.middles[k], place),
      ...rowWords(layout, k, row, row.turns ? 'ink' : 'ink3'),
    ]),
  ];
  return rowPicture(layout, x, marks);
}

function reach(row) {
  return [row.least, row.most, row.low.mean, row.high.mean];
}

// The part of the bar left of none is a loss, the part right of it a gain.
function barMarks(row, y, place) {
  const present = reach(row).filter(Number.isFinite);
  if (present.length === 0) return [];
  const [least, most] = [Math.min(...present), Math.max(...present)];
  const marks = [];
  if (least < 0) marks.push(box(place.x(least), place.x(Math.min(0, most)), y, BAR, ink('loss'), 0.55));
  if (most > 0) marks.push(box(place.x(Math.max(0, least)), place.x(most), y, BAR, ink('gain'), 0.55));
  return [...marks, ...endMarks(row, y, place)];
}

// Hollow at the lowest or earliest value, solid at the highest or latest.
function endMarks(row, y, place) {
  const marks = [];
  const hollow = { edge: ink('ink'), edgeWidth: 1.75 };
  if (Number.isFinite(row.low.mean)) marks.push(dot(place.x(row.low.mean), y, 5, ink('bg'), hollow));
  if (Number.isFinite(row.high.mean)) marks.push(dot(place.x(row.high.mean), y, 4.5, ink('ink')));
  return marks;
}
