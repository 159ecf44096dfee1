// The button that turns the page from light to dark and back, whatever the system prefers.

export function wireTheme() {
  const button = document.getElementById('theme');
  if (!button) return;
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme ?? preferred()) === 'dark';
  const name = () => { button.textContent = isDark() ? 'Light' : 'Dark'; };
  button.hidden = false;
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    name();
  });
  darkScheme().addEventListener('change', name);
  name();
}

function darkScheme() {
  return matchMedia('(prefers-color-scheme: dark)');
}

function preferred() {
  return darkScheme().matches ? 'dark' : 'light';
}
