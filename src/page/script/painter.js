// Draws the charts: those on the screen at once, the others in turns, so that the first screen is soon there; and
// anew when a chart's width, the choice or the paper asks for it.

import { canvasIn } from './canvas.js';
import { pictureOf } from './kinds.js';

const OTHERS = 0.28;
// A4 holds one chart abreast, two of a pair, or three small ones.
const PAPER = [['.multi', 210], ['.pair', 330], ['.chart', 680]];

export function startPainter(report, choice, afterDrawing) {
  const charts = [...document.querySelectorAll('.chart')].filter((chart) => report.figures[chart.id]);
  const drawn = new Map();
  const waiting = new Set();
  let isPrinting = false;
  let hasTurns = false;

  function paint(chart, width = chart.clientWidth) {
    waiting.delete(chart);
    if (width === 0) return;
    const one = drawn.get(chart) ?? { canvas: canvasIn(chart) };
    const picture = pictureOf(report.figures[chart.id], viewOf(report, choice.picked, width));
    chart.style.height = `${picture.height}px`;
    one.canvas.draw(picture);
    drawn.set(chart, { ...one, width });
    afterDrawing(chart, picture.calendar);
  }

  function paintInTurns() {
    const [next] = waiting;
    hasTurns = next !== undefined;
    if (!hasTurns) return sayReady();
    paint(next);
    setTimeout(paintInTurns, 0);
  }

  function repaint(stale) {
    delete document.documentElement.dataset.ready;
    for (const chart of stale) {
      if (isOnScreen(chart)) paint(chart);
      else waiting.add(chart);
    }
    if (!hasTurns) setTimeout(paintInTurns, 0);
    hasTurns = true;
  }

  const sizes = new ResizeObserver((entries) => {
    const isOld = ({ target }) => target.clientWidth !== (drawn.get(target)?.width ?? 0);
    const stale = entries.filter(isOld).map((entry) => entry.target);
    if (stale.length && !isPrinting) repaint(stale);
  });

  choice.onChange((name) => name !== 'date' && repaint(charts.filter((chart) => chart.clientWidth > 0)));
  addEventListener('beforeprint', () => {
    isPrinting = true;
    for (const chart of charts) {
      if (chart.clientWidth > 0) paint(chart, PAPER.find(([place]) => chart.closest(place))[1]);
    }
  });
  addEventListener('afterprint', () => {
    isPrinting = false;
    repaint(charts.filter((chart) => chart.clientWidth > 0));
  });

  repaint(charts);
  performance.mark('first-ready');
  for (const chart of charts) sizes.observe(chart);
}

function viewOf(report, picked, width) {
  const { start, end, times, events } = report;
  const fade = (org) => (org === undefined || picked.org === 'all' || picked.org === org ? 1 : OTHERS);
  return { width, reading: picked.reading, start, end, times, events, fade };
}

function isOnScreen(chart) {
  const { top, bottom, width } = chart.getBoundingClientRect();
  return width > 0 && bottom > 0 && top < innerHeight * 1.2;
}

function sayReady() {
  performance.mark('ready');
  document.documentElement.dataset.ready = '1';
}
