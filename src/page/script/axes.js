// The axes of a picture as marks: lines at the round values of its scales, and what they are called.

import { horizontal, ink, vertical, words } from './marks.js';

const labelStyle = { size: 12, colour: ink('ink3') };
const TICK = 4;

export function axisMarks({ x, y, place }) {
  return [...(x ? acrossMarks(x, place) : []), ...(y ? upMarks(y, place) : [])];
}

// A calendar stands on a rule; other scales have lines through the picture.
function acrossMarks(x, place) {
  const marks = x.isTime ? [horizontal(place.left, place.right, place.bottom, ink('rule'))] : [];
  for (const { at, text } of x.ticks) {
    const left = place.x(at);
    if (x.isTime) marks.push(vertical(left, place.bottom, place.bottom + TICK, ink('rule')));
    if (!x.isTime || x.hasGrid) marks.push(vertical(left, place.top, place.bottom, ink('grid')));
    marks.push(words(left, place.bottom + 14, text, { ...labelStyle, align: 'center' }));
  }
  return marks;
}

function upMarks(y, place) {
  return y.ticks.flatMap(({ at, text }) => [
    horizontal(place.left, place.right, place.y(at), ink('grid')),
    words(place.left - 8, place.y(at), text, { ...labelStyle, align: 'right' }),
  ]);
}
