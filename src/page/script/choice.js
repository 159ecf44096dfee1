// What the reader has picked: a reading, an organisation, a metric and a date. The address of the page holds it, so that
// a view can be sent.

const NAMES = ['reading', 'org', 'metric', 'date'];

export function startChoice(report) {
  const picked = { reading: 0, org: 'all', metric: report.metrics?.[0]?.id, date: startDate(report) };
  const listeners = [];

  function isAllowed(name, value) {
    if (name === 'reading') return value in (report.readings ?? []);
    if (name === 'org') return value === 'all' || (report.organisations ?? []).some((each) => each.id === value);
    if (name === 'metric') return (report.metrics ?? []).some((each) => each.id === value);
    return name === 'date' && value in report.times;
  }

  // Values are texts where they come from inputs or the address.
  function pick(name, text) {
    const value = name === 'reading' || name === 'date' ? Number(text) : text;
    if (!isAllowed(name, value) || picked[name] === value) return;
    picked[name] = value;
    writeAddress(report, picked);
    for (const listener of listeners) listener(name);
  }

  function readAddress() {
    const address = new URLSearchParams(location.hash.slice(1));
    for (const name of NAMES) {
      if (address.has(name)) pick(name, name === 'date' ? indexOfDate(report, address.get(name)) : address.get(name));
    }
  }

  addEventListener('hashchange', readAddress);
  return { picked, pick, readAddress, onChange: (listener) => listeners.push(listener) };
}

function startDate(report) {
  const slider = document.getElementById('date');
  return slider ? Math.min(Number(slider.getAttribute('value') ?? 0), report.times.length - 1) : 0;
}

function indexOfDate(report, date) {
  return report.grid.indexOf(date);
}

// While a slider is drawn along, only the last of its dates is written.
let writing;
function writeAddress(report, picked) {
  clearTimeout(writing);
  writing = setTimeout(() => {
    const address = new URLSearchParams();
    for (const name of NAMES) {
      if (hasControl(name)) address.set(name, name === 'date' ? report.grid[picked.date] : picked[name]);
    }
    history.replaceState(null, '', `#${address}`);
  }, 150);
}

function hasControl(name) {
  return document.querySelector(name === 'date' ? '#date' : `[name="${name}"]`) !== null;
}
