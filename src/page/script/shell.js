// What the page does beside drawing: controls, what they show, sentences, theme and copying.

import { startChoice } from './choice.js';
import { wireControls } from './controls.js';
import { wireCopy } from './copy.js';
import { wireOutputs } from './outputs.js';
import { readReport } from './report.js';
import { wireShown } from './shown.js';
import { wireTheme } from './theme.js';

export function startShell() {
  const report = readReport();
  const choice = startChoice(report);
  wireTheme();
  wireCopy();
  wireControls(report, choice);
  wireShown(choice);
  wireOutputs(report, choice);
  choice.readAddress();
  return { report, choice };
}
