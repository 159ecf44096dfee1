// The script of a report page: everything begins here.

import { wireCursors } from './cursor.js';
import { startPainter } from './painter.js';
import { startShell } from './shell.js';

const { report, choice } = startShell();
const calendars = new WeakMap();
const cursors = wireCursors(report, choice, (chart) => calendars.get(chart));

startPainter(report, choice, (chart, calendar) => {
  calendars.set(chart, calendar);
  cursors.show(chart);
});
