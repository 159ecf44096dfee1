// Parts that add up: each bar begins where the last one ended, and the whole is in ink.

import { box, ink, vertical, words } from '../marks.js';
import { widthOf } from '../measure.js';
import { layRows, rowWords } from '../rowlayout.js';
import { placing, scaleFromZero } from '../scales.js';

const HEIGHTS = { wide: 34, narrow: 50, reach: 10 };
const AXIS = 30;
const BAR = 20;
const numberStyle = { size: 13, weight: 650 };

export function drawWaterfall(model, view) {
  const rows = model.bars.map((bar) => ({ label: bar.label, isStrong: bar.tone === 'ink' }));
  const layout = layRows(rows, view.width, HEIGHTS);
  const height = layout.end + AXIS;
  const frame = { left: layout.left, right: layout.right, top: layout.top, bottom: AXIS };
  const count = Math.max(4, Math.floor((view.width - frame.left - frame.right) / 110));
  const x = withRoomForNumbers(model.bars, scaleFromZero(ends(model.bars), count), view.width - frame.left - frame.right);
  const place = placing(view.width, height, frame, x, { min: 0, max: 1 });
  const marks = [
    vertical(place.x(0), place.top, place.bottom, ink('ink3'), { width: 1.25 }),
    ...model.bars.flatMap((bar, k) => barMarks(bar, layout, k, place, model.bars.length)),
    ...rows.flatMap((row, k) => rowWords(layout, k, row)),
  ];
  return { width: view.width, height, frame, x, y: null, marks };
}

function ends(bars) {
  return bars.flatMap((bar) => [bar.from, bar.to]);
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
