// The lab: what is on the left is a question, what is on the right its answer, by engines in workers.
import {differences, sentences} from './answer.js';
import {choice, decision, make, rule, slider} from './controls.js';
import {drawCurve, drawRows} from './draw.js';
import {Pool} from './pool.js';
import {asWritten, pairsOf, questionOf, tables, variantOf} from './question.js';
import {shown, signed} from './words.js';

const whileMoving = 200, atRest = 1000, ofCurve = 100, stepsOfCurve = 12, restAfter = 400;
const metric = 'online_gpu_days';
const $ = (id) => document.getElementById(id);
const textOf = (id) => $(id).textContent;

// The module's script holds the module itself; it is compiled here once, and workers are given the rest.
async function startPool() {
  const script = textOf('module');
  const [, bytes] = /base64,([A-Za-z0-9+/=]+)/.exec(script);
  const module = await WebAssembly.compile(Uint8Array.from(atob(bytes), (it) => it.charCodeAt(0)));
  const own = new Blob([script.replace(bytes, ''), '\n', textOf('worker')], {type: 'text/javascript'});
  const address = URL.createObjectURL(own), texts = JSON.parse(textOf('texts'));
  const begin = () => {
    const worker = new Worker(address);
    worker.postMessage({module, texts});
    return worker;
  };
  return new Pool(Math.max(1, Math.min(16, navigator.hardwareConcurrency || 2)), begin);
}

class Lab {
  constructor(pool, levers) {
    this.pool = pool;
    this.pairs = pairsOf(levers);
    this.kept = [];
    this.makeButtons();
    this.goTo(asWritten(this.pairs[0]));
  }

  // What may be moved depends on what is compared: what the two differ in is no lever.
  async makeControls() {
    const pair = this.state.pair;
    if (this.pairOfControls === pair) return;
    const reply = await this.pool.ask({command: 'levers', variants: [pair.variant], baseline: pair.baseline}, 'levers');
    if (pair !== this.state.pair) return;
    this.pairOfControls = pair;
    this.levers = JSON.parse(reply.text);
    this.lever = this.levers.assumptions.find((it) => it.pointer === this.lever?.pointer) ?? this.levers.assumptions[0];
    const changed = (pointer, value, isAtRest) => this.set(pointer, value, isAtRest);
    const assumptions = this.levers.assumptions.filter((it) => it.values.length > 1).map((it, i) => slider(it, i, changed));
    const decisions = this.levers.decisions.map((it, i) => decision(it, i, changed));
    const rules = this.levers.suppliers.flatMap((supplier) => supplier.levels.map((level) => [supplier, level]))
      .map(([supplier, level], i) => rule(supplier, level, i, changed));
    this.controls = [...assumptions, ...decisions, ...rules];
    const part = (title, list) => (list.length ? [make('h3', {}, title), ...list.map((it) => it.element)] : []);
    $('levers').replaceChildren(...part('Assumptions', assumptions), ...part('Decisions', decisions), ...part('Rules', rules));
    for (const pointer of Object.keys(this.state.set))
      if (!this.controls.some((it) => it.pointer === pointer)) delete this.state.set[pointer];
  }

  makeButtons() {
    const labels = this.pairs.map((it) => it.label);
    $('pairs').replaceChildren(choice('pair', 'What is compared', labels, (i) => this.goTo({pair: this.pairs[i], set: this.state.set})).element);
    $('back').addEventListener('click', () => this.goTo(asWritten(this.state.pair)));
    $('keep').addEventListener('click', () => this.keep());
    $('copy-variant').addEventListener('click', () => this.copy(JSON.stringify(variantOf(this.state.set), null, 2), 'the variant'));
    $('copy-command').addEventListener('click', () => this.copy(textOf('command'), 'the command'));
    window.addEventListener('resize', () => this.draw());
  }

  set(pointer, value, isAtRest) {
    if (value === null) delete this.state.set[pointer];
    else this.state.set[pointer] = value;
    const moved = this.levers.assumptions.find((it) => it.pointer === pointer);
    if (moved) this.lever = moved;
    this.changed(isAtRest);
  }

  async goTo(state) {
    this.state = {pair: state.pair, set: {...state.set}};
    $('pair').value = String(this.pairs.indexOf(state.pair));
    await this.makeControls();
    for (const it of this.controls) it.set(this.state.set[it.pointer] ?? null);
    this.changed(true);
  }

  // While something moves, few replications; all once it rests, and then the curve.
  async changed(isAtRest) {
    clearTimeout(this.timer);
    this.pool.cancel('answer');
    this.pool.cancel('curve');
    $('command').textContent = '';
    delete document.documentElement.dataset.ready;
    this.ask({format: 'shell'}, atRest, 'command').then((reply) => { if (reply) $('command').textContent = reply.text; });
    const state = JSON.stringify(this.state);
    if (!(await this.answer(whileMoving)) || state !== JSON.stringify(this.state)) return;
    this.timer = setTimeout(async () => {
      if (await this.answer(atRest)) this.curve();
    }, isAtRest ? 0 : restAfter);
  }

  ask(more, replications, purpose, state = this.state) {
    return this.pool.ask(questionOf(state, replications, more), purpose);
  }

  async answer(replications) {
    $('status').textContent = `${replications.toLocaleString('en-GB')} replications …`;
    const reply = await this.ask({format: 'tidy', tables}, replications, 'answer');
    if (!reply) return false;
    $('wrong').hidden = reply.kind === 0;
    if (reply.kind !== 0) {
      $('wrong').textContent = reply.text;
      $('status').textContent = '';
      return false;
    }
    const answer = JSON.parse(reply.text);
    this.result = {answer, rows: differences(answer, metric), replications, state: JSON.stringify(this.state)};
    $('status').textContent = `${replications.toLocaleString('en-GB')} replications, seed 1; ${replications < atRest ? 'more when it rests' : 'as the command below prints it'}`;
    this.draw();
    return true;
  }

  // What the largest difference comes to over the range of the assumption that was moved last, by whichever workers are free.
  async curve() {
    const lever = this.lever, first = this.result?.rows.find((it) => !it.isSame) ?? this.result?.rows[0];
    if (!lever || !first) return;
    const last = lever.values.length - 1, count = Math.min(stepsOfCurve, last);
    this.points = Array.from({length: count + 1}, (_, i) => ({share: i / count, value: lever.values[Math.round((i / count) * last)], row: null}));
    this.pointsOf = {lever, entity: first.entity};
    $('curve-title').textContent = `${first.label}: what it comes to, by ${lever.label}`;
    await Promise.all(this.points.map(async (point) => {
      const reply = await this.ask({format: 'tidy', tables}, ofCurve, 'curve', {pair: this.state.pair, set: {...this.state.set, [lever.pointer]: point.value}});
      if (!reply || reply.kind !== 0) return;
      point.row = differences(JSON.parse(reply.text), metric).find((it) => it.entity === first.entity) ?? null;
      this.draw();
    }));
    if (this.points.every((it) => it.row)) document.documentElement.dataset.ready = '1';
  }

  draw() {
    const {result} = this;
    if (!result) return;
    $('say').replaceChildren(...sentences(result.answer).map((it) => make('p', {class: it.certainty}, it.text)));
    const changing = result.rows.filter((it) => !it.isSame);
    drawRows($('rows'), (changing.length ? changing : result.rows).slice(0, 12));
    if (!this.points) return;
    const {lever, entity} = this.pointsOf, value = this.state.set[lever.pointer];
    const at = value === undefined ? -1 : lever.values.indexOf(value);
    const now = at < 0 ? null : {share: at / (lever.values.length - 1), row: result.rows.find((it) => it.entity === entity)};
    drawCurve($('curve'), this.points, now);
  }

  keep() {
    if (!this.result) return;
    const point = {state: JSON.parse(this.result.state), rows: this.result.rows, replications: this.result.replications};
    point.state.pair = this.pairs.find((it) => it.label === point.state.pair.label);
    this.kept.push(point);
    this.drawKept();
  }

  drawKept() {
    const who = [...new Set(this.kept.flatMap((it) => it.rows.filter((row) => !row.isSame).map((row) => row.label)))].slice(0, 6);
    const edits = (set) => Object.entries(set).map(([pointer, value]) => `${this.nameOf(pointer)} ${shown(String(value))}`).join('; ') || 'as written';
    $('kept').replaceChildren(
      make('caption', {class: 'vh'}, 'Points kept, GPU-days online by organisation'),
      make('thead', {}, make('tr', {}, ...['What is set', 'Compared', ...who, 'Replications', ''].map((it) => make('th', {scope: 'col'}, it)))),
      make('tbody', {}, ...this.kept.map((point, i) => make('tr', {},
        make('th', {scope: 'row'}, edits(point.state.set)), make('td', {}, point.state.pair.label),
        ...who.map((label) => {
          const row = point.rows.find((it) => it.label === label);
          return make('td', {class: 'number'}, row ? signed(row.mean) : '–');
        }),
        make('td', {class: 'number'}, point.replications.toLocaleString('en-GB')),
        make('td', {}, make('button', {type: 'button', onclick: () => this.goTo(point.state)}, 'Go there'),
          make('button', {type: 'button', 'aria-label': `Forget point ${i + 1}`, onclick: () => { this.kept.splice(i, 1); this.drawKept(); }}, '×'))))));
    $('points').hidden = this.kept.length === 0;
  }

  nameOf(pointer) {
    const found = this.levers.assumptions.find((it) => it.pointer === pointer) ?? this.levers.decisions.find((it) => it.pointer === pointer);
    return found?.label ?? pointer.split('/').at(-1);
  }

  async copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
      $('copied').textContent = `Copied ${what}.`;
    } catch {
      $('copied').textContent = text;
    }
  }
}

$('theme').addEventListener('click', () => {
  const isDark = getComputedStyle(document.documentElement).colorScheme === 'dark' || (!document.documentElement.dataset.theme && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = isDark ? 'light' : 'dark';
});
startPool().then((pool) => { window.lab = new Lab(pool, JSON.parse(textOf('facts'))); }, (error) => {
  $('wrong').hidden = false;
  $('wrong').textContent = `The engine did not start: ${error.message}`;
});
