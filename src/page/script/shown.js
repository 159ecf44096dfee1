// What is shown of the page for what is picked: one reading, one metric, and one organisation before the others. A table
// of all readings marks the column of the one that is picked.

export function wireShown(choice) {
  const show = () => {
    for (const element of document.querySelectorAll('[data-reading], [data-metric]')) {
      element.hidden = !belongs(element, choice.picked);
    }
    for (const element of document.querySelectorAll('[data-org]')) {
      element.classList.toggle('off', choice.picked.org !== 'all' && element.dataset.org !== choice.picked.org);
    }
    for (const head of document.querySelectorAll('[data-reading-is]')) {
      head.classList.toggle('hit', Number(head.dataset.readingIs) === choice.picked.reading);
    }
  };
  choice.onChange((name) => name !== 'date' && show());
  show();
}

function belongs({ dataset }, picked) {
  const isOfReading = dataset.reading === undefined || Number(dataset.reading) === picked.reading;
  return isOfReading && (dataset.metric === undefined || dataset.metric === picked.metric);
}
