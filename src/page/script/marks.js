// The shapes that charts are made of, in pixels. Colours are the page's variables and not values: another theme and
// print need no new drawing.

export const ink = (tone) => `var(--${tone})`;

// Of a difference in what there should be more of.
export function toneOf(value) {
  return value > 0 ? 'gain' : value < 0 ? 'loss' : 'none';
}

export function line(points, colour, { width = 1, dash = null, opacity = 1 } = {}) {
  return { shape: 'line', points, colour, width, dash, opacity };
}

export function vertical(x, top, bottom, colour, style) {
  return line([[x, top], [x, bottom]], colour, style);
}

export function horizontal(left, right, y, colour, style) {
  return line([[left, y], [right, y]], colour, style);
}

export function area(points, colour, opacity = 1) {
  return { shape: 'area', points, colour, opacity };
}

export function box(left, right, y, height, colour, opacity = 1) {
  return { shape: 'box', x: left, y: y - height / 2, width: Math.max(2, right - left), height, colour, opacity };
}

export function outline(left, right, y, height, colour) {
  return { ...box(left, right, y, height, 'none'), edge: colour };
}

export function dot(x, y, radius, colour, { edge = ink('bg'), edgeWidth = 1.5 } = {}) {
  return { shape: 'dot', x, y, radius, colour, edge, edgeWidth, opacity: 1 };
}

export function square(x, y, size, colour) {
  return { ...box(x - size / 2, x + size / 2, y, size, colour), edge: ink('bg') };
}

export function diamond(x, y, radius, colour) {
  return area([[x, y - radius], [x + radius, y], [x, y + radius], [x - radius, y]], colour);
}

export function arrowRight(x, y, colour) {
  return area([[x, y], [x - 9, y - 5], [x - 9, y + 5]], colour);
}

export function words(x, y, text, style = {}) {
  const { colour = ink('ink'), size = 13, weight = 400, align = 'left', isOutlined = false } = style;
  return { shape: 'words', x, y, text, colour, size, weight, align, isOutlined, opacity: 1 };
}

export function faded(marks, opacity) {
  return marks.map((mark) => ({ ...mark, opacity: mark.opacity * opacity }));
}

// Strokes through a box, for what is not sure yet: told from a full one without its colour.
export function hatched(left, right, y, height, colour) {
  const strokes = [];
  const top = y - height / 2;
  for (let start = left - height; start < right; start += 6) {
    const from = Math.max(left, start);
    const to = Math.min(right, start + height);
    strokes.push(line([[from, top + height - (from - start)], [to, top + height - (to - start)]], colour));
  }
  return strokes;
}
