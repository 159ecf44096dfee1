// Opens pages in Chromium as a reader would, and notes what a reader never sees: errors, and what is asked of a network.

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

export async function startBrowser(packages, executablePath) {
  const { chromium } = createRequire(`${packages}/package.json`)('playwright-core');
  // A container has no user of its own for the browser's sandbox; the pages are ours.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

// Opens FILE, waits until its charts are drawn, hands the page to LOOK, and returns what went wrong meanwhile.
export async function opened(browser, file, options, look) {
  const { fragment = '', ...context } = options;
  const own = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...context });
  try {
    const page = await own.newPage();
    const faults = [];
    page.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => faults.push(`error: ${error.stack}`));
    await page.route('**/*', (route) => {
      const address = route.request().url();
      if (route.request().isNavigationRequest()) return route.continue();
      faults.push(`asks for ${address}`);
      return route.abort();
    });
    await page.goto(pathToFileURL(file).href + fragment);
    if (context.javaScriptEnabled !== false) await drawn(page);
    await look(page);
    return faults;
  } finally {
    await own.close();
  }
}

export function drawn(page) {
  return page.waitForFunction(() => document.documentElement.dataset.ready === '1', null, { timeout: 60_000 });
}
