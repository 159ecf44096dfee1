// How wide a text will be, and how much of it has room.

const pen = document.createElement('canvas').getContext('2d');
const known = new Map();

export const FONT = getComputedStyle(document.documentElement).getPropertyValue('--font').trim() || 'sans-serif';

export function widthOf(text, { size = 13, weight = 400 } = {}) {
  const font = `${weight} ${size}px ${FONT}`;
  const key = font + text;
  if (!known.has(key)) {
    pen.font = font;
    known.set(key, pen.measureText(text).width);
  }
  return known.get(key);
}

export function widest(texts, style) {
  return Math.max(0, ...texts.map((text) => widthOf(text ?? '', style)));
}

// The room that the marks of a vertical scale need left of it; most charts have the same, and so begin below one another.
export function marginOf(scale) {
  return Math.max(52, Math.ceil(widest(scale.ticks.map((tick) => tick.text), { size: 12 })) + 14);
}

export function fit(text, room, style) {
  if (widthOf(text, style) <= room) return text;
  let [fits, tooLong] = [0, text.length];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (widthOf(text.slice(0, middle) + '\u2026', style) <= room) fits = middle;
    else tooLong = middle;
  }
  return text.slice(0, fits).trimEnd() + '\u2026';
}
