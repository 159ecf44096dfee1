// The date of the slider as a line through every chart over time, and a click or a drag in one of them as a date.

import { nearestIndex } from './series.js';

// `placeOf` tells of a chart where its calendar lies, in pixels from its upper left corner; nothing of other charts.
export function wireCursors(report, choice, placeOf) {
  if (report.times.length === 0) return { show() {} };
  const charts = [...document.querySelectorAll('.chart')];
  const show = (chart) => showCursor(chart, placeOf(chart), report, choice.picked.date);
  const pickAt = (event) => {
    const chart = event.target.closest?.('.chart');
    const place = chart && placeOf(chart);
    if (!place) return;
    const part = (event.clientX - chart.getBoundingClientRect().left - place.left) / (place.right - place.left);
    if (part < 0 || part > 1) return;
    choice.pick('date', nearestIndex(report.times, report.start + part * (report.end - report.start)));
  };
  document.addEventListener('click', pickAt);
  document.addEventListener('pointermove', (event) => {
    if (event.pointerType === 'mouse' && event.buttons === 1) pickAt(event);
  });
  choice.onChange((name) => name === 'date' && charts.forEach(show));
  return { show };
}

function showCursor(chart, place, report, index) {
  if (!place) return;
  const part = (report.times[index] - report.start) / (report.end - report.start);
  const { style } = cursorIn(chart);
  style.left = `${place.left + part * (place.right - place.left)}px`;
  style.top = `${place.top}px`;
  style.height = `${place.bottom - place.top}px`;
}

function cursorIn(chart) {
  let cursor = chart.querySelector('.cursor');
  if (!cursor) {
    cursor = document.createElement('div');
    cursor.className = 'cursor';
    chart.append(cursor);
  }
  return cursor;
}
