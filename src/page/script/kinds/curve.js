// One assumption in full: the mean at each value of it, its band, and the other readings in grey.

import { axisMarks } from '../axes.js';
import { area, dot, horizontal, ink, line, vertical, words } from '../marks.js';
import { marginOf } from '../measure.js';
import { between, niceScale, placing, scaleFromZero, scaleOfLevels, timeScale } from '../scales.js';
import { crossing } from '../series.js';
import { timeOf } from '../report.js';

const HEIGHT = 270;
const small = { size: 12, weight: 600 };

export function drawCurve(model, view) {
  const isDate = model.axis === 'date';
  const valueOf = isDate ? timeOf : Number;
  const read = (points) => points.map((point) => ({ ...point, x: valueOf(point.x) }));
  const points = read(model.points).filter((point) => Number.isFinite(point.mean));
  const others = (model.others ?? []).map(read);
  const all = [...points.flatMap((point) => [point.mean, point.lo, point.hi]), ...others.flat().map((point) => point.mean)];
  const isLevel = model.scale === 'level';
  const y = isLevel ? scaleOfLevels(all, 5) : scaleFromZero(all, 5);
  const frame = { left: marginOf(y), right: 20, top: 24, bottom: isDate ? 40 : 30 };
  const wide = view.width - frame.left - frame.right;
  const x = isDate ? timeScale(points[0].x, points.at(-1).x, wide) : tightScale(points, wide);
  const place = placing(view.width, HEIGHT, frame, x, y);
  const marks = [
    ...axisMarks({ x, y, place }),
    ...others.map((other) => line(other.map(onScreen(place)), ink('ink3'), { opacity: 0.6 })),
    ...bandMarks(points, place),
    ...(isLevel ? [] : sideMarks(points, place)),
    ...(isLevel ? [] : [horizontal(place.left, place.right, place.y(0), ink('ink3'), { width: 1.25 })]),
    line(points.map(onScreen(place)), ink('ink'), { width: 2 }),
    ...points.map((point) => dot(place.x(point.x), place.y(point.mean), 3, ink('ink'), { edge: 'none' })),
    ...nowMarks(model.now === null || model.now === undefined ? null : valueOf(model.now), place),
  ];
  return { width: view.width, height: HEIGHT, marks };
}

// The line fills the width: the axis has round marks, and ends where the values end.
function tightScale(points, width) {
  const values = points.map((point) => point.x);
  return between(values[0], values.at(-1), niceScale(values, Math.max(2, Math.floor(width / 80))));
}

const onScreen = (place) => (point) => [place.x(point.x), place.y(point.mean)];

function bandMarks(points, place) {
  const known = points.filter((point) => Number.isFinite(point.lo) && Number.isFinite(point.hi));
  if (known.length < 2) return [];
  const upper = known.map((point) => [place.x(point.x), place.y(point.hi)]);
  const lower = known.map((point) => [place.x(point.x), place.y(point.lo)]).reverse();
  return [area([...upper, ...lower], ink('ink'), 0.12)];
}

// Between the line and none: a gain above, a loss below.
function sideMarks(points, place) {
  const whole = crossing(points.map((point) => [point.x, point.mean]));
  const side = (clamp) => {
    const edge = whole.map(([at, mean]) => [place.x(at), place.y(clamp(mean, 0))]);
    return [...edge, [edge.at(-1)[0], place.y(0)], [edge[0][0], place.y(0)]];
  };
  return [area(side(Math.max), ink('gain'), 0.22), area(side(Math.min), ink('loss'), 0.22)];
}

function nowMarks(now, place) {
  if (now === null) return [];
  const x = place.x(now);
  if (x < place.left || x > place.right) return [];
  const align = x > (place.left + place.right) / 2 ? 'right' : 'left';
  return [
    vertical(x, place.top - 8, place.bottom, ink('ink'), { dash: [4, 3] }),
    words(x + (align === 'left' ? 5 : -5), place.top - 12, 'as assumed', { ...small, align }),
  ];
}
