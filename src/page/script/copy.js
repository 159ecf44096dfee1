// Buttons that copy a text of the page. Where the browser does not let them, the text is selected instead.

export function wireCopy() {
  document.addEventListener('click', async ({ target }) => {
    const button = target.closest('[data-copy]');
    if (!button) return;
    const source = document.querySelector(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
      answer(button, 'Copied');
    } catch {
      getSelection().selectAllChildren(source);
      answer(button, 'Selected');
    }
  });
}

function answer(button, word) {
  button.dataset.word ??= button.textContent;
  button.textContent = word;
  setTimeout(() => { button.textContent = button.dataset.word; }, 2000);
}
