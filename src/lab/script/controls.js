// The controls on the left: made of what the program says may be moved (the answer to `levers`). Each tells `changed` of a
// pointer and a value; null: as written.
import {shown} from './words.js';

export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key in element && typeof value !== 'string') element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

const marks = {reported: '●', estimated: '◐', assumed: '○'};

function confidence(lever) {
  if (!lever.confidence) return [];
  return [make('span', {class: 'confidence', title: lever.source}, `${marks[lever.confidence] ?? '○'} ${lever.confidence}`)];
}

const nearest = (values, value) => {
  const at = values.indexOf(value);
  if (at >= 0) return at;
  const number = (text) => (/^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : parseFloat(text));
  let best = 0;
  values.forEach((it, i) => {
    if (Math.abs(number(it) - number(value)) < Math.abs(number(values[best]) - number(value))) best = i;
  });
  return best;
};

// A slider over the values that the program gave, and a button that takes it back to as written.
export function slider(lever, number, changed) {
  const start = nearest(lever.values, lever.now), written = lever.is_drawn ? 'drawn' : shown(lever.now);
  const output = make('output', {}, written);
  const back = make('button', {type: 'button', class: 'back', hidden: true, 'aria-label': `${lever.label}: as written`}, '↺');
  const input = make('input', {type: 'range', id: `lever-${number}`, min: '0', max: String(lever.values.length - 1), step: '1'});
  const set = (value) => {
    output.textContent = value === null ? written : shown(value);
    input.setAttribute('aria-valuetext', output.textContent);
    back.hidden = value === null;
    if (value === null) input.value = String(start);
    else input.value = String(nearest(lever.values, value));
  };
  set(null);
  const moved = (isAtRest) => {
    const value = lever.values[Number(input.value)];
    set(value);
    changed(lever.pointer, value, isAtRest);
  };
  input.addEventListener('input', () => moved(false));
  input.addEventListener('change', () => moved(true));
  back.addEventListener('click', () => {
    set(null);
    changed(lever.pointer, null, true);
    input.focus();
  });
  const range = `${shown(lever.low)} to ${shown(lever.high)}; as written ${lever.is_drawn ? 'drawn, half below ' + shown(lever.now) : shown(lever.now)}`;
  return {
    pointer: lever.pointer,
    set,
    element: make('div', {class: 'control'},
      make('label', {for: `lever-${number}`}, lever.label, ' ', ...confidence(lever)),
      make('div', {class: 'row'}, input, output, back),
      make('span', {class: 'sub'}, range)),
  };
}

// A decision is off where its chance is 0.
export function decision(it, number, changed) {
  const input = make('input', {type: 'checkbox', id: `decision-${number}`, checked: it.probability > 0});
  input.addEventListener('change', () => changed(it.pointer, input.checked ? null : 0, true));
  return {
    pointer: it.pointer,
    set: (value) => { input.checked = value === null ? it.probability > 0 : Number(value) > 0; },
    element: make('div', {class: 'control check'}, input, make('label', {for: `decision-${number}`}, it.label)),
  };
}

export function rule(supplier, level, number, changed) {
  const names = level.rules.includes(level.rule) ? level.rules : [level.rule, ...level.rules];
  const select = make('select', {id: `rule-${number}`}, ...names.map((it) => make('option', {value: it}, it.replaceAll('_', ' '))));
  const set = (value) => { select.value = value ?? level.rule; };
  set(null);
  select.addEventListener('change', () => changed(level.pointer, select.value === level.rule ? null : select.value, true));
  return {
    pointer: level.pointer,
    set,
    element: make('div', {class: 'control'}, make('label', {for: `rule-${number}`}, `Rule of ${supplier.label}, among ${level.level}s`), select),
  };
}

export function choice(id, label, names, changed) {
  const select = make('select', {id}, ...names.map((it, i) => make('option', {value: String(i)}, it)));
  select.addEventListener('change', () => changed(Number(select.value)));
  return {select, element: make('div', {class: 'control'}, make('label', {for: id}, label), select)};
}
