// Differences in rows: a dot for the mean, thick where its interval is, thin over eight in ten replications.

import { dot, faded, horizontal, ink, vertical, words } from '../marks.js';
import { layRows, placeInRows, rowPicture, rowWords, throughRows } from '../rowlayout.js';
import { scaleFromZero, scaleOfLevels } from '../scales.js';
import { shareWord } from '../words.js';

const HEIGHTS = { wide: 34, narrow: 52, axis: 30 };

export function drawRows(model, view) {
  const rows = model.rows.map((row) => withEmphasis(row, view));
  const layout = layRows(rows, view.width, HEIGHTS);
  const x = valueScale(model, layout);
  const place = placeInRows(layout, x);
  const marks = [
    ...zeroLine(x, place, layout, rows),
    ...rows.flatMap((row, k) => faded(rowMarks(row, k, place, layout), row.opacity ?? 1)),
  ];
  return rowPicture(layout, x, marks);
}

// The reading that is picked is strong, and the organisation that is picked keeps its colours.
function withEmphasis(row, view) {
  if (row.head) return { ...row, opacity: view.fade(row.org) };
  const hasReadings = row.reading !== undefined;
  const isPicked = hasReadings && row.reading === view.reading;
  const opacity = view.fade(row.org) * (hasReadings && !isPicked ? 0.72 : 1);
  return { ...row, isStrong: isPicked, indent: hasReadings ? 14 : 0, opacity };
}

function valueScale(model, layout) {
  const values = model.rows.flatMap((row) => [row.mean, row.p10, row.p90, ...(row.ci ?? [])]);
  const count = Math.max(4, Math.floor(layout.span / 110));
  return model.scale === 'share' ? scaleOfLevels(values, count, shareWord) : scaleFromZero(values, count);
}

function zeroLine(x, place, layout, rows) {
  if (x.min > 0) return [];
  return throughRows(layout, rows, (top, bottom) => vertical(place.x(0), top, bottom, ink('ink3'), { width: 1.25 }));
}

function rowMarks(row, k, place, layout) {
  const written = rowWords(layout, k, row, row.tone);
  if (row.head) return written;
  const y = layout.middles[k];
  if (!Number.isFinite(row.mean)) return [...written, words(place.left, y, 'no value', { colour: ink('ink3') })];
  const colour = ink(row.tone);
  const marks = [...written];
  if (Number.isFinite(row.p10) && Number.isFinite(row.p90)) {
    marks.push(horizontal(place.x(row.p10), place.x(row.p90), y, colour, { width: 2.5, opacity: 0.55 }));
  }
  if (row.ci) marks.push(horizontal(place.x(row.ci[0]), place.x(row.ci[1]), y, colour, { width: 9, opacity: 0.9 }));
  return [...marks, dot(place.x(row.mean), y, 5.5, colour)];
}
