// One page of the PROGRAM in a real browser. PAGE names it (pages.mjs), PACKAGES holds what npm brought,
// CHROMIUM is the browser, and PICTURES is where pictures go that a person may look at.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, test as always } from 'node:test';

import { drawn, opened, startBrowser } from './browser.mjs';
import * as inspect from './inspect.mjs';
import { pageOf } from './pages.mjs';

const { PROGRAM, PAGE, PACKAGES, CHROMIUM, PICTURES } = process.env;
const name = basename(PAGE, '.html');
const WIDTHS = [360, 640, 900, 1280, 1920];
const MEGABYTE = 1 << 20;

const hasPackages = existsSync(join(PACKAGES, 'node_modules'));
const test = (what, look) => always(what, { skip: !hasPackages && 'left out, as npm could not bring playwright-core' }, look);

let browser;
let file;
before(async () => {
  if (!hasPackages) return;
  file = pageOf(PROGRAM, PAGE, PICTURES);
  browser = await startBrowser(PACKAGES, CHROMIUM);
});
after(() => browser?.close());

const picture = (page, what) => page.screenshot({ path: join(PICTURES, `${name}-${what}.png`), fullPage: true });
const clean = async (options, look) => assert.deepEqual(await opened(browser, file, options, look), []);

async function everyChartIsDrawn(page) {
  const charts = await page.evaluate(inspect.shownCharts);
  assert.ok(charts.length > 0, 'no chart is shown');
  for (const { id, title, shapes } of charts) {
    assert.notEqual(title, '', `${id} has no title`);
    assert.ok(shapes > 3, `${id} has ${shapes} shapes`);
  }
}

async function pick(page, control, value) {
  await page.evaluate(([name, wanted]) => {
    const inputs = [...document.querySelectorAll(`[name="${name}"]`)];
    const input = inputs.find((each) => each.type !== 'radio' || each.value === wanted);
    if (input.type === 'radio') input.click();
    else input.value = wanted;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, [control, value]);
  await drawn(page);
}

test('it is a megabyte at most', () => {
  assert.ok(statSync(file).size <= MEGABYTE, `${statSync(file).size} bytes`);
});

for (const width of WIDTHS) {
  test(`at ${width} pixels every chart is drawn, no word lies on another, and nothing scrolls sideways`, () =>
    clean({ viewport: { width, height: 900 } }, async (page) => {
      await picture(page, `${width}`);
      await everyChartIsDrawn(page);
      assert.ok((await page.evaluate(inspect.sidewaysScroll)) <= 0);
      assert.deepEqual(await page.evaluate(inspect.clutter), []);
    }));
}

const modes = {
  dark: { colorScheme: 'dark' },
  forced: { forcedColors: 'active' },
  'forced dark': { forcedColors: 'active', colorScheme: 'dark' },
};
for (const [mode, options] of Object.entries(modes)) {
  test(`in ${mode} colours the words of charts are told from the ground`, () =>
    clean(options, async (page) => {
      await picture(page, mode);
      await everyChartIsDrawn(page);
      const [ground, words] = await page.evaluate(() => {
        const text = document.querySelector('.chart svg text');
        return [getComputedStyle(document.body).backgroundColor, getComputedStyle(text).fill];
      });
      assert.notEqual(ground, words);
    }));
}

test('every reading and every metric has its charts', () =>
  clean({}, async (page) => {
    const { readings, metrics } = await page.evaluate(inspect.choices);
    for (const reading of readings) {
      await pick(page, 'reading', reading);
      for (const metric of metrics) {
        await pick(page, 'metric', metric);
        await everyChartIsDrawn(page);
        assert.deepEqual(await page.evaluate(inspect.clutter), [], `reading ${reading}, metric ${metric}`);
      }
    }
  }));

test('it is drawn soon', (context) =>
  clean({}, async (page) => {
    const marks = await page.evaluate(() => performance.getEntriesByType('mark').map((each) => [each.name, each.startTime]));
    const times = Object.fromEntries(marks);
    assert.ok(times['first-ready'] <= times.ready);
    context.diagnostic(`first screen after ${Math.round(times['first-ready'])} ms, all after ${Math.round(times.ready)} ms`);
  }));

test('it can be printed, and is as it was afterwards', () =>
  clean({}, async (page) => {
    const widths = () => page.evaluate(() => [...document.querySelectorAll('.chart svg')].map((svg) => svg.clientWidth));
    const before = await widths();
    const paper = await page.pdf({ path: join(PICTURES, `${name}.pdf`), preferCSSPageSize: true });
    assert.ok(paper.length > 20_000);
    await drawn(page);
    assert.deepEqual(await widths(), before);
  }));

test('Tab reaches every control, and arrow keys move the date in every chart over time', () =>
  clean({}, async (page) => {
    await page.evaluate(() => {
      window.focused = new Set();
      addEventListener('focusin', ({ target }) => { window.focused.add(target); });
    });
    const wanted = await page.evaluate(inspect.controls);
    for (let k = 0; k < wanted + 5; k++) await page.keyboard.press('Tab');
    assert.ok((await page.evaluate(() => window.focused.size)) >= wanted, `of ${wanted}`);

    if (!(await page.evaluate(() => document.getElementById('date') !== null))) return;
    const [outputs, cursors] = [await page.evaluate(inspect.outputs), await page.evaluate(inspect.cursors)];
    const date = await page.textContent('#date-out');
    await page.focus('#date');
    for (let k = 0; k < 3; k++) await page.keyboard.press('ArrowRight');
    assert.notEqual(await page.textContent('#date-out'), date);
    assert.equal(await page.getAttribute('#date', 'aria-valuetext'), await page.textContent('#date-out'));
    const moved = await page.evaluate(inspect.outputs);
    assert.equal(moved.length, outputs.length);
    moved.forEach((output, k) => assert.notEqual(output, outputs[k]));
    assert.ok(cursors.length > 0);
    assert.notDeepEqual(await page.evaluate(inspect.cursors), cursors);
  }));

test('the address holds what is picked', () =>
  clean({}, async (page) => {
    const { readings, orgs, metrics, grid } = await page.evaluate(inspect.choices);
    const wanted = { reading: readings.at(-1), org: orgs.at(-1), metric: metrics.at(-1) };
    for (const [control, value] of Object.entries(wanted)) if (value !== undefined) await pick(page, control, value);
    await page.waitForTimeout(300);
    const fragment = await page.evaluate(() => location.hash);
    const before = await page.evaluate(inspect.picked);
    const faults = await opened(browser, file, { fragment }, async (again) => {
      assert.deepEqual(await again.evaluate(inspect.picked), before);
    });
    assert.deepEqual(faults, []);
    if (before.date === null) return;
    const late = await opened(browser, file, { fragment: `#date=${grid.at(-1)}` }, async (again) => {
      assert.equal((await again.evaluate(inspect.picked)).date, String(grid.length - 1));
    });
    assert.deepEqual(late, []);
  }));

test('an address that says nonsense changes nothing', () =>
  clean({ fragment: '#reading=99&org=%3Cscript%3E&metric=toString&date=yesterday&reading=-1' }, everyChartIsDrawn));

test('without scripts there are the text, the tables and the pictures that the program drew', () =>
  clean({ javaScriptEnabled: false }, async (page) => {
    assert.notEqual((await page.textContent('h1')).trim(), '');
    assert.ok((await page.locator('table').count()) > 0);
    assert.ok((await page.locator('.chart svg').count()) > 0);
    assert.equal(await page.locator('form.needs-script:visible').count(), 0);
    await picture(page, 'no-script');
  }));

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing in ${colorScheme} colours`, () =>
    clean({ colorScheme }, async (page) => {
      await page.evaluate(readFileSync(join(PACKAGES, 'node_modules/axe-core/axe.min.js'), 'utf8'));
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      const found = violations.map(({ id, help, nodes }) => `${id}: ${help}; ${nodes[0].target} and ${nodes.length - 1} more`);
      assert.deepEqual(found, []);
    }));
}

test('no label becomes an element or a script', () =>
  clean({}, async (page) => {
    assert.equal(await page.evaluate(() => window.pwned), undefined);
    assert.equal(await page.locator('img, iframe, object, embed').count(), 0);
    const scripts = await page.locator('script').count();
    assert.equal(scripts, 2, 'the data and the script');
  }));
