// The page's own inputs and what was picked, kept equal in both directions.

import { dayWord } from './words.js';

export function wireControls(report, choice) {
  for (const element of document.querySelectorAll('.needs-script')) element.hidden = false;
  document.addEventListener('change', ({ target }) => choice.pick(target.name, target.value));
  wireSlider(report, choice);
  choice.onChange((name) => showPick(name, choice.picked[name]));
}

// A radio button that is checked without a click, and a list that is set without one, say nothing by themselves.
function showPick(name, value) {
  for (const input of document.querySelectorAll(`[name="${name}"]`)) {
    if (input.type === 'radio') input.checked = input.value === String(value);
    else input.value = String(value);
  }
}

function wireSlider(report, choice) {
  const slider = document.getElementById('date');
  if (!slider) return;
  const show = () => {
    const day = dayWord(report.times[choice.picked.date]);
    slider.value = choice.picked.date;
    slider.setAttribute('aria-valuetext', day);
    document.getElementById('date-out').textContent = day;
  };
  slider.max = report.times.length - 1;
  slider.addEventListener('input', () => choice.pick('date', slider.value));
  choice.onChange((name) => name === 'date' && show());
  show();
}
