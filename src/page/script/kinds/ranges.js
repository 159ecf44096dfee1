// When a milestone is reached: the median and eight in ten, a circle with the decision and a square without.

import { arrowRight, dot, faded, horizontal, ink, square } from '../marks.js';
import { layRows, placeInRows, rowPicture, rowWords } from '../rowlayout.js';
import { timeScale } from '../scales.js';
import { shareWord } from '../words.js';
import { timeOf } from '../report.js';

const HEIGHTS = { wide: 58, narrow: 66, reach: 16, axis: 40 };
const APART = 9;

export function drawRanges(model, view) {
  const rows = model.rows.map((row) => ({ ...row, remark: reachedRemark(row.marks) }));
  const layout = layRows(rows, view.width, HEIGHTS);
  const x = { ...timeScale(view.start, view.end, layout.span), hasGrid: true };
  const place = placeInRows(layout, x);
  const marks = rows.flatMap((row, k) => {
    const drawn = row.marks.flatMap((mark, n) => rangeMarks(mark, layout.middles[k] + offset(row, n), place));
    return faded([...rowWords(layout, k, row, row.tone), ...drawn], view.fade(row.org));
  });
  return { ...rowPicture(layout, x, marks), calendar: place };
}

function offset(row, n) {
  return row.marks.length === 1 ? 0 : (n - (row.marks.length - 1) / 2) * 2 * APART;
}

function reachedRemark(marks) {
  const missed = marks.filter((mark) => Number.isFinite(mark.share) && mark.share < 1);
  return missed.map((mark) => `${mark.tone}: in ${shareWord(mark.share)}`).join(', ');
}

// What is not reached by the end leads to the edge and beyond.
function rangeMarks(mark, y, place) {
  const colour = ink(mark.tone);
  const [from, middle, until] = [mark.p10, mark.p50, mark.p90].map((date) => (date ? place.x(timeOf(date)) : null));
  const stroke = { width: 2.5, opacity: 0.7, dash: mark.tone === 'without' ? [6, 4] : null };
  const marks = [horizontal(from ?? place.right - 14, until ?? place.right, y, colour, stroke)];
  if (until === null) marks.push(arrowRight(place.right + 8, y, colour));
  if (middle !== null) marks.push(mark.tone === 'without' ? square(middle, y, 11, colour) : dot(middle, y, 6, colour));
  return marks;
}
