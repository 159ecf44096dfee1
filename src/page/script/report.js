// What the page holds for its scripts: the models of its charts, in data units.

export function readReport() {
  const report = JSON.parse(document.getElementById('data').textContent);
  return {
    ...report,
    start: timeOf(report.start),
    end: timeOf(report.end),
    times: (report.grid ?? []).map(timeOf),
    events: (report.events ?? []).map((event) => ({ ...event, time: timeOf(event.date) })),
  };
}

// Days and moments are UTC; a day is its midnight.
export function timeOf(date) {
  return Date.parse(date.length === 10 ? `${date}T00:00:00Z` : `${date}Z`);
}
