// What is asked of a page while it is open. These functions run in the browser.

// Of each chart that is shown: its id, its title, how many shapes it has, and whether it lies within the page.
export function shownCharts() {
  const shapes = 'path, rect, circle, polygon, polyline, line, text';
  return [...document.querySelectorAll('.chart')].filter((chart) => chart.clientWidth > 0).map((chart) => {
    const title = document.getElementById(chart.getAttribute('aria-labelledby'));
    return { id: chart.id, title: title?.textContent.trim() ?? '', shapes: chart.querySelectorAll(shapes).length };
  });
}

export function sidewaysScroll() {
  const root = document.documentElement;
  return root.scrollWidth - root.clientWidth;
}

// Words of charts that lie on one another, or that their chart cuts off.
export function clutter() {
  const found = [];
  for (const svg of document.querySelectorAll('.chart svg')) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0) continue;
    const words = [...svg.querySelectorAll('text')].filter((text) => text.textContent.trim() !== '').map((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      return { text: text.textContent, left, right, top: top + 2, bottom: bottom - 2 };
    });
    const chart = svg.closest('.chart').id;
    for (const word of words) {
      const isCut = word.left < frame.left - 1 || word.right > frame.right + 1 || word.bottom > frame.bottom + 1;
      if (isCut || word.top < frame.top - 1) found.push(`${chart}: "${word.text}" is cut off`);
    }
    words.forEach((one, k) => {
      for (const other of words.slice(k + 1)) {
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (across > 1 && down > 1) found.push(`${chart}: "${one.text}" lies on "${other.text}"`);
      }
    });
  }
  return found;
}

// What Tab ought to reach, as names: of radio buttons of one name only the one that is checked.
export function controls() {
  const all = document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]');
  return [...all].filter((one) => {
    return one.checkVisibility() && !one.disabled && (one.type !== 'radio' || one.checked);
  }).length;
}

export function outputs() {
  const shown = [...document.querySelectorAll('output[data-for]')].filter((one) => one.getClientRects().length > 0);
  return shown.map((one) => one.textContent);
}

// How far from the left edge the date's line stands in the charts that are shown.
export function cursors() {
  const shown = [...document.querySelectorAll('.cursor')].filter((one) => one.getClientRects().length > 0);
  return shown.map((one) => one.getBoundingClientRect().left);
}

export function picked() {
  const valueOf = (name) => {
    const inputs = [...document.querySelectorAll(`[name="${name}"]`)];
    return (inputs.find((input) => input.type !== 'radio' || input.checked) ?? {}).value ?? null;
  };
  return { reading: valueOf('reading'), org: valueOf('org'), metric: valueOf('metric'),
    date: document.getElementById('date')?.value ?? null };
}

// The values that each of the page's controls can have.
export function choices() {
  const valuesOf = (name) => [...document.querySelectorAll(`[name="${name}"]`)]
    .flatMap((input) => (input.tagName === 'SELECT' ? [...input.options] : [input])).map((each) => each.value);
  const { grid, metrics } = JSON.parse(document.getElementById('data').textContent);
  return { readings: valuesOf('reading'), orgs: valuesOf('org'), metrics: valuesOf('metric'), grid, all: metrics };
}
