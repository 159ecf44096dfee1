// Below each chart over time: its values at the date of the slider, in words. It serves mouse, touch, keys and speech.

import { dayWord, numberWord, signedWord } from './words.js';

export function wireOutputs(report, choice) {
  const say = () => {
    for (const output of document.querySelectorAll('output[data-for]')) {
      const model = report.figures[output.dataset.for];
      const isShown = output.closest('[hidden]') === null;
      if (model?.say && isShown) output.replaceChildren(...sentence(model, report.times, choice.picked.date));
    }
  };
  choice.onChange(say);
  say();
}

function sentence(model, times, k) {
  const word = model.layers.some((layer) => layer.type === 'area') ? signedWord : numberWord;
  const values = model.say.flatMap((each, n) => [n === 0 ? '' : ', ', strong(valueAt(each, k, word)), rangeAt(each, k, word)]);
  return [`${dayWord(times[k])}: `, ...values, model.unit === '%' ? '%' : ` ${model.unit ?? ''}`];
}

function valueAt({ label, y }, k, word) {
  return label ? `${label} ${word(y[k])}` : word(y[k]);
}

// A range from a number to itself would say nothing.
function rangeAt({ lo, hi }, k, word) {
  if (!lo || !hi || word(lo[k]) === word(hi[k])) return '';
  return ` (${word(lo[k])} to ${word(hi[k])})`;
}

function strong(text) {
  const element = document.createElement('b');
  element.textContent = text;
  return element;
}
