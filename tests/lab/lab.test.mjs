// The lab in a real browser: what it says is what the program prints. PROGRAM, CHROMIUM, PACKAGES and PICTURES are given.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {pathToFileURL} from 'node:url';

const {PROGRAM, CHROMIUM, PACKAGES, PICTURES, SCENARIOS} = process.env;
const folder = mkdtempSync(join(tmpdir(), 'lab-'));
const faults = [];
let browser, page;

before(async () => {
  mkdirSync(PICTURES, {recursive: true});
  execFileSync(PROGRAM, ['lab', join(SCENARIOS, 'h100-swap.json'), '-o', join(folder, 'lab.html')]);
  const {chromium} = createRequire(`${PACKAGES}/package.json`)('playwright-core');
  browser = await chromium.launch({executablePath: CHROMIUM, args: ['--no-sandbox']});
  page = await browser.newPage({viewport: {width: 1280, height: 1000}});
  page.on('console', (message) => faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.stack));
  page.on('request', (request) => {
    if (!/^(file|blob):/.test(request.url())) faults.push(`asks for ${request.url()}`);
  });
  await page.goto(pathToFileURL(join(folder, 'lab.html')).href);
});

after(async () => {
  await browser?.close();
  rmSync(folder, {recursive: true});
});

const atRest = () => page.waitForFunction(() => window.lab?.result?.replications === 1000 && window.lab.result.state === JSON.stringify(window.lab.state) &&
  document.getElementById('command').textContent !== '', null, {timeout: 180_000});

// The command that the page shows, run as somebody would who copied it.
function printed(command) {
  const line = `${command.replace(/^allot/, `'${PROGRAM}'`)} --format tidy --quiet`;
  return JSON.parse(execFileSync('sh', ['-c', line], {encoding: 'utf8', maxBuffer: 1 << 28}));
}

function rows(answer, kinds) {
  const table = answer.tables.find((it) => it.id === 'differences');
  const kind = table.columns.findIndex((it) => it.name === 'kind');
  return table.rows.filter((it) => kinds.includes(it[kind]));
}

async function saysWhatTheProgramPrints() {
  await atRest();
  const [answer, command] = await page.evaluate(() => [window.lab.result.answer, document.getElementById('command').textContent]);
  const own = printed(command);
  assert.deepEqual(answer.statements.map((it) => it.text), own.statements.map((it) => it.text));
  const kinds = ['organisation', 'site', 'supplier', 'system'];
  assert.ok(rows(own, kinds).length > 50);
  assert.deepEqual(rows(answer, kinds), rows(own, kinds));
  return command;
}

test('as written, it says what the program prints', async () => {
  const command = await saysWhatTheProgramPrints();
  assert.match(command, /^allot compare .*h100-swap\.json --variants space-as-observed --baseline space-as-observed\+no-swap -n 1000 --seed 1$/);
  await page.screenshot({path: join(PICTURES, 'lab-as-written.png'), fullPage: true});
});

test('what is moved moves the answer, first with few replications', async () => {
  const before = await page.locator('#say').innerText();
  const slider = page.getByLabel('the day when the Texas hall is ready', {exact: false}).first();
  await slider.focus();
  await page.keyboard.press('Home');
  await page.waitForFunction(() => window.lab.result.replications === 200, null, {timeout: 60_000, polling: 20});
  const command = await saysWhatTheProgramPrints();
  assert.match(command, /--set \/parameters\/hall_ready=2024-07-15/);
  assert.notEqual(await page.locator('#say').innerText(), before);
});

test('points are kept and gone back to, another pair may be looked at', async () => {
  await page.getByRole('button', {name: 'Keep this point'}).click();
  await page.locator('#pair').selectOption({label: 'The Texas hall alone'});
  await page.locator('#rule-0').selectOption('equal_awards');
  const command = await saysWhatTheProgramPrints();
  assert.match(command, /--variants texas-only --baseline texas-only\+no-swap --set \/parameters\/hall_ready=2024-07-15 --set \/suppliers\/nvidia\/allocation\/rules\/organisation=equal_awards/);
  await page.getByRole('button', {name: 'Go there'}).click();
  await atRest();
  assert.deepEqual(await page.evaluate(() => window.lab.state.set), {'/parameters/hall_ready': '2024-07-15'});
  assert.equal(await page.locator('#rule-0').inputValue(), 'proportional');
});

test('what is compared is no lever', async () => {
  assert.equal(await page.locator('#decision-0').count(), 0);
});

test('the curve is drawn once all is at rest, and nothing went wrong', async () => {
  await page.waitForFunction(() => document.documentElement.dataset.ready === '1', null, {timeout: 180_000});
  await page.screenshot({path: join(PICTURES, 'lab-moved.png'), fullPage: true});
  await page.setViewportSize({width: 360, height: 800});
  await page.waitForTimeout(300);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 360), 'the page does not go sideways');
  await page.screenshot({path: join(PICTURES, 'lab-360.png'), fullPage: true});
  assert.deepEqual(faults, []);
});
