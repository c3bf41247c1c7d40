const key = 'kata-theme';

/** Lets the reader choose between light, dark and what the system says. */
export function wakeThemeSwitch(button: HTMLElement): void {
  const show = () => {
    button.textContent = `Theme: ${document.documentElement.dataset.theme ?? 'system'}`;
  };
  button.hidden = false;
  button.addEventListener('click', () => {
    const order = ['system', 'light', 'dark'];
    const now = document.documentElement.dataset.theme ?? 'system';
    const next = order[(order.indexOf(now) + 1) % order.length] ?? 'system';
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem(key, next);
    } catch {
      // It holds for this page only.
    }
    show();
    dispatchEvent(new Event('kata-theme'));
  });
  show();
}

/** Whether the page is dark now, by choice or by the system. */
export function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
}
