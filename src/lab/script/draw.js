// Two drawings in SVG. Colours are the page's variables, so that dark mode and print need no second drawing.
import {short, shown, signed} from './words.js';

const space = 'http://www.w3.org/2000/svg';

function add(to, name, attributes, text) {
  const element = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  to.append(element);
  return element;
}

function sheet(holder, width, height) {
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('width', width);
  svg.setAttribute('height', height);
  svg.setAttribute('aria-hidden', 'true');
  holder.replaceChildren(svg);
  return svg;
}

const known = (numbers) => numbers.filter((it) => it !== null && it !== undefined && Number.isFinite(it));

// Round steps, five or so, zero among them.
function steps(numbers) {
  let low = Math.min(0, ...known(numbers)), high = Math.max(0, ...known(numbers));
  if (low === high) high = 1;
  const rough = (high - low) / 5, power = 10 ** Math.floor(Math.log10(rough));
  const width = [1, 2, 5, 10].map((it) => it * power).find((it) => it >= rough);
  const out = [];
  for (let at = Math.floor(low / width); at <= Math.ceil(high / width); ++at) out.push(at * width);
  return out;
}

const toneOf = (row) => (row.p_value > 0.05 || row.isSame || row.mean === 0 ? 'var(--none)' : row.mean > 0 ? 'var(--gain)' : 'var(--loss)');

// A row for each organisation: dot, mean; thick, 95% of the mean; thin, eight in ten replications.
export function drawRows(holder, rows) {
  const width = Math.max(320, holder.clientWidth), side = width < 520 ? 0 : 150, tall = side ? 34 : 52, top = 26;
  const svg = sheet(holder, width, top + rows.length * tall + 6);
  const ticks = steps(rows.flatMap((it) => [it.p10, it.p90, it.ci95_low, it.ci95_high, it.mean]));
  const left = side + 34, right = width - 74, low = ticks[0], high = ticks.at(-1);
  const x = (value) => left + ((value - low) / (high - low)) * (right - left);
  for (const tick of width < 460 ? ticks.filter((it, i) => i % 2 === 0 || it === 0) : ticks) {
    add(svg, 'line', {x1: x(tick), x2: x(tick), y1: top - 6, y2: top + rows.length * tall, stroke: tick === 0 ? 'var(--ink)' : 'var(--grid)', 'stroke-width': tick === 0 ? 1.5 : 1});
    add(svg, 'text', {x: x(tick), y: 13, 'text-anchor': 'middle', class: 'tick'}, short(tick));
  }
  rows.forEach((row, i) => {
    const middle = top + i * tall + (side ? tall / 2 : tall - 16), tone = toneOf(row);
    add(svg, 'text', {x: side ? side + 8 : 0, y: side ? middle + 5 : middle - 16, 'text-anchor': side ? 'end' : 'start', class: 'name'}, row.label);
    const line = (from, to, thick) => add(svg, 'line', {x1: x(from), x2: x(to), y1: middle, y2: middle, stroke: tone, 'stroke-width': thick});
    if (known([row.p10, row.p90]).length === 2) line(row.p10, row.p90, 2);
    if (known([row.ci95_low, row.ci95_high]).length === 2) line(row.ci95_low, row.ci95_high, 8);
    add(svg, 'circle', {cx: x(row.mean), cy: middle, r: 6, fill: tone, stroke: 'var(--bg)', 'stroke-width': 2});
    add(svg, 'text', {x: width - 4, y: middle + 5, 'text-anchor': 'end', class: 'value'}, row.isSame && row.mean === 0 ? 'none' : signed(row.mean));
  });
}

// What one organisation's difference comes to by the value of an assumption: line, mean; band, eight in ten. `points` may be
// incomplete: those that are known are drawn.
export function drawCurve(holder, points, now) {
  const width = Math.max(320, holder.clientWidth), height = 250, left = 62, right = width - 16, top = 12, bottom = height - 30;
  const svg = sheet(holder, width, height);
  const have = points.filter((it) => it.row);
  const ticks = steps(have.flatMap((it) => [it.row.p10, it.row.p90, it.row.mean]));
  const x = (share) => left + share * (right - left);
  const y = (value) => bottom - ((value - ticks[0]) / (ticks.at(-1) - ticks[0])) * (bottom - top);
  for (const tick of ticks) {
    add(svg, 'line', {x1: left, x2: right, y1: y(tick), y2: y(tick), stroke: tick === 0 ? 'var(--ink)' : 'var(--grid)', 'stroke-width': tick === 0 ? 1.5 : 1});
    add(svg, 'text', {x: left - 8, y: y(tick) + 4, 'text-anchor': 'end', class: 'tick'}, short(tick));
  }
  for (const i of width < 460 ? [0, points.length - 1] : [0, (points.length - 1) / 2, points.length - 1])
    if (points[i]) add(svg, 'text', {x: x(points[i].share), y: height - 8, 'text-anchor': i === 0 ? 'start' : i === points.length - 1 ? 'end' : 'middle', class: 'tick'}, shown(points[i].value));
  const path = (list) => list.map(([a, b], i) => `${i ? 'L' : 'M'}${a.toFixed(1)} ${b.toFixed(1)}`).join('');
  if (have.length > 1) {
    const upper = have.map((it) => [x(it.share), y(it.row.p90 ?? it.row.mean)]), lower = have.map((it) => [x(it.share), y(it.row.p10 ?? it.row.mean)]);
    add(svg, 'path', {d: path([...upper, ...lower.reverse()]) + 'Z', fill: 'var(--ink3)', opacity: 0.18});
    add(svg, 'path', {d: path(have.map((it) => [x(it.share), y(it.row.mean)])), fill: 'none', stroke: 'var(--with)', 'stroke-width': 2.5});
  }
  for (const it of have) add(svg, 'circle', {cx: x(it.share), cy: y(it.row.mean), r: 3, fill: 'var(--with)'});
  if (now !== null) {
    add(svg, 'line', {x1: x(now.share), x2: x(now.share), y1: top, y2: bottom, stroke: 'var(--ink2)', 'stroke-width': 1.5, 'stroke-dasharray': '4 4'});
    if (now.row) add(svg, 'circle', {cx: x(now.share), cy: y(now.row.mean), r: 7, fill: toneOf(now.row), stroke: 'var(--bg)', 'stroke-width': 2});
  }
}
