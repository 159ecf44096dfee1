// The script of a report page whose charts are the pictures that the program drew: no library, nothing drawn anew.

import { wireCursors } from './cursor.js';
import { startShell } from './shell.js';

const { report, choice } = startShell();
const { show } = wireCursors(report, choice, calendarInPicture);

document.querySelectorAll('.chart').forEach((chart) => {
  show(chart);
  new ResizeObserver(() => show(chart)).observe(chart);
});
performance.mark('first-ready');
performance.mark('ready');
document.documentElement.dataset.ready = '1';

// The picture tells where its calendar lies, in its own units, and is as wide as it is shown.
function calendarInPicture(chart) {
  const picture = chart.querySelector('svg[data-left]');
  const { width, height } = picture?.getBoundingClientRect() ?? { width: 0 };
  if (width === 0) return undefined;
  const scale = width / picture.viewBox.baseVal.width;
  return { left: picture.dataset.left * scale, right: picture.dataset.right * scale, top: 0, bottom: height };
}
