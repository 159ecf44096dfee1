// Where rows lie that have a label, marks and a closing text. In a wide chart the label stands left of the marks and the
// text right of them; below 640 pixels both stand above.

import { axisMarks } from './axes.js';
import { ink, words } from './marks.js';
import { fit, widest, widthOf } from './measure.js';
import { placing } from './scales.js';

const NARROW = 640;
const HEAD_HEIGHT = 30;
const EDGE = 4;

// Rows are {label, text, remark, isStrong, indent} or {head}. Heights are those of a row in a wide and in a narrow chart,
// of the axis below, and how far the marks of a row reach up and down from its middle.
export function layRows(rows, width, heights) {
  const top = 8;
  const { axis, reach = 8 } = heights;
  const isNarrow = width < NARROW;
  const rowHeight = isNarrow ? heights.narrow : heights.wide;
  let y = top;
  const middles = rows.map((row) => {
    const height = row.head ? HEAD_HEIGHT : rowHeight;
    const middle = row.head ? y + height * 0.6 : y + (isNarrow ? height - reach - 7 : height / 2);
    y += height;
    return middle;
  });
  const [left, right] = isNarrow ? [28, 28] : [gutter(rows, width), closing(rows, width)];
  const frame = { left, right, top, bottom: axis };
  return { isNarrow, width, height: y + axis, span: width - left - right, middles, frame, end: y, reach };
}

function gutter(rows, width) {
  const labels = rows.map((row) => (row.head ? 0 : widthOf(row.label, bold) + (row.indent ?? 0)));
  return Math.min(Math.max(...labels) + 24, width * 0.36);
}

function closing(rows, width) {
  const texts = rows.flatMap((row) => [row.text, row.remark]);
  return Math.min(Math.max(widest(texts, bold) + 24, 24), width * 0.3);
}

const bold = { size: 13, weight: 650 };

// The label and the text of row `k`; `tone` is that of the text.
export function rowWords(layout, k, row, tone = 'ink') {
  const middle = layout.middles[k];
  if (row.head) return [words(EDGE, middle, fit(row.head, layout.width - 2 * EDGE, headStyle), headStyle)];
  return layout.isNarrow ? wordsAbove(layout, middle - layout.reach - 13, row, tone) : wordsBeside(layout, middle, row, tone);
}

const headStyle = { size: 14, weight: 700 };

function wordsAbove(layout, y, row, tone) {
  const text = fit(row.text ?? '', layout.width * 0.5, bold);
  const room = layout.width - widthOf(text, bold) - 2 * EDGE - 12;
  return [
    words(EDGE, y, fit(row.label, room, labelStyle(row)), { ...labelStyle(row), isOutlined: true }),
    words(layout.width - EDGE, y, text, { ...bold, colour: ink(tone), align: 'right', isOutlined: true }),
  ];
}

function wordsBeside(layout, middle, row, tone) {
  const indent = row.indent ?? 0;
  const room = layout.frame.left - EDGE - indent - 12;
  const start = layout.width - layout.frame.right + 14;
  const shift = row.remark ? 8 : 0;
  const beside = [
    words(EDGE + indent, middle, fit(row.label, room, labelStyle(row)), labelStyle(row)),
    words(start, middle - shift, fit(row.text ?? '', layout.frame.right - 18, bold), { ...bold, colour: ink(tone) }),
  ];
  if (row.remark) {
    const style = { size: 12, colour: ink('ink3') };
    beside.push(words(start, middle + shift, fit(row.remark, layout.frame.right - 18, style), style));
  }
  return beside;
}

function labelStyle(row) {
  return { size: 13, weight: row.isStrong ? 650 : 400 };
}

// Where values of `x` lie across; the rows themselves are drawn at their middles.
export function placeInRows(layout, x) {
  return placing(layout.width, layout.height, layout.frame, x, { min: 0, max: 1 });
}

export function rowPicture(layout, x, marks) {
  const axes = axisMarks({ x, place: placeInRows(layout, x) });
  return { width: layout.width, height: layout.height, marks: [...axes, ...marks] };
}

// A line for a value that all rows are read against. In a narrow chart it is drawn behind the marks only, not through the
// words above them.
export function throughRows(layout, rows, stroke) {
  if (!layout.isNarrow) return [stroke(layout.frame.top - 4, layout.end)];
  return rows.flatMap((row, k) => (row.head ? [] : [stroke(layout.middles[k] - 11, layout.middles[k] + 11)]));
}
