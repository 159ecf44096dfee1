// Decisions, deliveries and dates of room on one calendar: what was promised, what came of it, and what is not sure yet.

import { box, diamond, dot, hatched, ink, outline, vertical } from '../marks.js';
import { layRows, placeInRows, rowPicture, rowWords } from '../rowlayout.js';
import { timeScale } from '../scales.js';
import { timeOf } from '../report.js';

const HEIGHTS = { wide: 32, narrow: 48, axis: 40 };

export function drawPlan(model, view) {
  const rows = model.rows.map((row) => ({ ...row, isStrong: row.what === 'decision' }));
  const layout = layRows(rows, view.width, HEIGHTS);
  const x = { ...timeScale(view.start, view.end, layout.span), hasGrid: true };
  const place = placeInRows(layout, x);
  const at = (date) => (date ? Math.min(place.right, Math.max(place.left, place.x(timeOf(date)))) : null);
  const marks = rows.flatMap((row, k) => {
    const dates = { planned: at(row.planned), from: at(row.p10), middle: at(row.p50), until: at(row.p90) };
    return [...draw[row.what](dates, layout.middles[k], place), ...rowWords(layout, k, row)];
  });
  return { ...rowPicture(layout, x, marks), calendar: place };
}

const draw = {
  decision: ({ planned, middle }, y, place) => {
    const x = middle ?? planned;
    if (x === null) return [];
    return [
      vertical(x, place.top, place.bottom, ink('ink'), { dash: [2, 3], opacity: 0.8 }),
      diamond(x, y, 8, ink('ink')),
    ];
  },

  order: ({ planned, from, middle, until }, y, place) => {
    const marks = [];
    if (from !== null) marks.push(box(from, until ?? place.right, y, 12, ink('with'), 0.45));
    if (planned !== null) marks.push(vertical(planned, y - 9, y + 9, ink('ink'), { width: 2 }));
    if (middle !== null) marks.push(dot(middle, y, 4.5, ink('with')));
    return marks;
  },

  room: ({ from, until }, y, place) => {
    if (from === null) return [];
    const sure = until ?? place.right;
    const marks = [];
    if (sure < place.right) marks.push(box(sure, place.right, y, 11, ink('busy'), 0.4));
    if (sure > from) marks.push(...hatched(from, sure, y, 11, ink('busy')), outline(from, sure, y, 11, ink('busy')));
    return marks;
  },
};
