// Draws the charts: those on the screen at once, the others in turns, so that the first screen is soon there; and
// anew when a chart's width, the choice or the paper asks for it.

import { canvasIn } from './canvas.js';
import { pictureOf } from './kinds.js';
import { startTurns } from './turns.js';

const OTHERS = 0.28;
// A4 holds one chart abreast, two of a pair, or three small ones.
const PAPER = [['.multi', 210], ['.pair', 330], ['.chart', 680]];

// `afterDrawing` is told the chart and, of one over time, where its calendar lies.
export function startPainter(report, choice, afterDrawing) {
  const charts = [...document.querySelectorAll('.chart')].filter((chart) => report.figures[chart.id]);
  const canvases = new Map();
  const widths = new Map();
  const turns = startTurns((chart) => paint(chart), sayReady);

  function paint(chart, width = chart.clientWidth) {
    if (width === 0) return;
    if (!canvases.has(chart)) canvases.set(chart, canvasIn(chart));
    const picture = pictureOf(report.figures[chart.id], viewOf(report, choice.picked, width));
    chart.style.height = `${picture.height}px`;
    canvases.get(chart).draw(picture);
    widths.set(chart, width);
    afterDrawing(chart, picture.calendar);
  }

  function repaint(stale) {
    delete document.documentElement.dataset.ready;
    stale.filter(isOnScreen).forEach((chart) => paint(chart));
    turns.add(stale.filter((chart) => !isOnScreen(chart)));
  }

  const shown = () => charts.filter((chart) => chart.clientWidth > 0);
  const printing = watchPrint({
    before: () => shown().forEach((chart) => paint(chart, PAPER.find(([place]) => chart.closest(place))[1])),
    after: () => repaint(shown()),
  });
  const sizes = new ResizeObserver((entries) => {
    const stale = entries.map(({ target }) => target).filter((chart) => chart.clientWidth !== (widths.get(chart) ?? 0));
    if (stale.length && !printing.isOn()) repaint(stale);
  });

  choice.onChange((name) => name !== 'date' && repaint(shown()));
  repaint(charts);
  performance.mark('first-ready');
  charts.forEach((chart) => sizes.observe(chart));
}

function watchPrint({ before, after }) {
  let isOn = false;
  addEventListener('beforeprint', () => {
    isOn = true;
    before();
  });
  addEventListener('afterprint', () => {
    isOn = false;
    after();
  });
  return { isOn: () => isOn };
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
