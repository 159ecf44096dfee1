// Pictures as SVG. A picture is {width, height, marks}; marks are listed from the lowest to the topmost.

import { FONT } from './measure.js';

const SVG = 'http://www.w3.org/2000/svg';
const LINE_HEIGHT = 15;
const ANCHORS = { left: 'start', center: 'middle', right: 'end' };

export function canvasIn(element) {
  const holder = document.createElement('div');
  holder.className = 'drawing';
  element.replaceChildren(holder);
  return { draw: (picture) => holder.replaceChildren(svgOf(picture)) };
}

// The figure's title names the chart, and its table holds the numbers: speech is spared its shapes. The view box lets print
// scale what is drawn.
function svgOf({ width, height, marks }) {
  const svg = node('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': true, focusable: false });
  svg.append(...marks.map(nodeOf));
  return svg;
}

function nodeOf(mark) {
  const made = shapes[mark.shape](mark);
  if (mark.opacity !== 1) made.setAttribute('opacity', mark.opacity);
  return made;
}

function node(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

const shapes = {
  line: ({ points, colour, width, dash }) => {
    const style = { fill: 'none', stroke: colour, 'stroke-width': width, 'stroke-linejoin': 'round' };
    return node('polyline', { points: listed(points), ...style, ...(dash ? { 'stroke-dasharray': dash.join(' ') } : {}) });
  },
  area: ({ points, colour }) => node('polygon', { points: listed(points), fill: colour }),
  ribbon: ({ left, right, from, to, height, colour }) => node('path', { d: ribbonPath(left, right, from, to, height), fill: colour }),
  box: ({ x, y, width, height, colour, edge }) =>
    node('rect', { x, y, width, height, fill: colour, stroke: edge ?? 'none' }),
  dot: ({ x, y, radius, colour, edge, edgeWidth }) =>
    node('circle', { cx: x, cy: y, r: radius, fill: colour, stroke: edge, 'stroke-width': edgeWidth }),
  words: ({ x, y, text, colour, size, weight, align, isOutlined }) => {
    const style = { 'font-family': FONT, 'font-size': size, 'font-weight': weight, 'text-anchor': ANCHORS[align] };
    const outline = isOutlined ? { stroke: 'var(--bg)', 'stroke-width': 3, 'paint-order': 'stroke' } : {};
    const made = node('text', { fill: colour, ...style, ...outline });
    made.append(...text.split('\n').map((part, k) => lineOf(part, x, y + size * 0.35 + k * LINE_HEIGHT)));
    return made;
  },
};

function listed(points) {
  return points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
}

function lineOf(text, x, y) {
  const made = node('tspan', { x, y });
  made.textContent = text;
  return made;
}

// From one height on the left to another on the right, equally high all along.
function ribbonPath(left, right, from, to, height) {
  const middle = (left + right) / 2;
  const there = `C${middle} ${from} ${middle} ${to} ${right} ${to}`;
  const back = `C${middle} ${to + height} ${middle} ${from + height} ${left} ${from + height}`;
  return `M${left} ${from}${there}V${to + height}${back}Z`;
}
