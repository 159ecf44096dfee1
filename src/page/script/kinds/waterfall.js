// Parts that add up: each bar begins where the last one ended, and the whole is in ink.

import { box, ink, vertical, words } from '../marks.js';
import { widthOf } from '../measure.js';
import { layRows, placeInRows, rowPicture, rowWords, throughRows } from '../rowlayout.js';
import { scaleFromZero } from '../scales.js';

const HEIGHTS = { wide: 34, narrow: 50, reach: 10, axis: 30 };
const BAR = 20;
const numberStyle = { size: 13, weight: 650 };

export function drawWaterfall(model, view) {
  const rows = model.bars.map((bar) => ({ label: bar.label, isStrong: bar.tone === 'ink' }));
  const layout = layRows(rows, view.width, HEIGHTS);
  const round = scaleFromZero(model.bars.flatMap((bar) => [bar.from, bar.to]), Math.max(4, Math.floor(layout.span / 110)));
  const x = withRoomForNumbers(model.bars, round, layout.span);
  const place = placeInRows(layout, x);
  const zero = (top, bottom) => vertical(place.x(0), top, bottom, ink('ink3'), { width: 1.25 });
  const marks = [
    ...throughRows(layout, rows, zero),
    ...model.bars.flatMap((bar, k) => barMarks(bar, layout, k, place, model.bars.length)),
    ...rows.flatMap((row, k) => rowWords(layout, k, row)),
  ];
  return rowPicture(layout, x, marks);
}

// The numbers stand right of the bars, so the scale goes on until the last of them has room.
function withRoomForNumbers(bars, x, width) {
  const needed = bars.map((bar) => {
    const end = (Math.max(bar.from, bar.to) - x.min) / (x.max - x.min);
    const free = 1 - (widthOf(bar.text, numberStyle) + 12) / width;
    return free > 0 ? end / free : end;
  });
  return { ...x, max: x.min + (x.max - x.min) * Math.max(1, ...needed) };
}

function barMarks(bar, layout, k, place, count) {
  const y = layout.middles[k];
  const [left, right] = [bar.from, bar.to].map(place.x).sort((one, other) => one - other);
  const colour = ink(bar.tone);
  const marks = [
    box(left, right, y, BAR, colour, 0.8),
    words(right + 6, y, bar.text, { ...numberStyle, colour, isOutlined: true }),
  ];
  if (k < count - 1) {
    const next = layout.middles[k + 1] - BAR / 2;
    marks.unshift(vertical(place.x(bar.to), y + BAR / 2, next, ink('ink3')));
  }
  return marks;
}
