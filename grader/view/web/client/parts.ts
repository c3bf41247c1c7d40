/** A place in the learner's code. */
export interface Where {
  file: string;
  line: number;
  column: number;
}

/** The parts of the workbench's side of the page. */
export interface Parts {
  root: HTMLElement;
  part(name: string): HTMLElement;
  /** Tells, also those who listen. */
  say(text: string): void;
  /** Tells what stays on the page, whatever is said after it, until something else is told so. */
  tellForGood(text: string): void;
  addPanel(name: string): HTMLElement;
  onDo(deeds: Record<string, () => Promise<void>>): void;
  onWhere(go: (where: Where) => void): void;
  showHints(hints: { shown: string[]; of: number }, focus?: boolean): void;
  showDiff(markup: string): void;
  addNotices(markup: string): void;
  /** Takes everything away that was said of an earlier state. */
  clear(): void;
}

export function openParts(root: HTMLElement): Parts {
  const part = (name: string) => {
    const found = root.querySelector<HTMLElement>(`[data-${name}]`);
    if (!found) throw new Error(`the page has no ${name}`);
    return found;
  };
  const focusLast = (element: HTMLElement) => {
    const heading = [...element.querySelectorAll<HTMLElement>('h3')].at(-1);
    heading?.setAttribute('tabindex', '-1');
    heading?.focus();
  };
  return {
    root,
    part,
    say: (text) => {
      part('status').textContent = text;
    },
    tellForGood: (text) => {
      part('lasting').textContent = text;
    },
    addPanel(name) {
      const panel = document.createElement('div');
      panel.dataset.file = name;
      part('editor').append(panel);
      return panel;
    },
    onDo(deeds) {
      root.addEventListener('click', (event) => {
        const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-do]') : null;
        void deeds[button?.dataset.do ?? '']?.();
      });
    },
    onWhere(go) {
      root.addEventListener('click', (event) => {
        const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-where]') : null;
        const [, file, line, column] = /^(.*):(\d+):(\d+)$/.exec(button?.dataset.where ?? '') ?? [];
        if (file !== undefined) go({ file, line: Number(line), column: Number(column) });
      });
    },
    showHints({ shown, of }, focus = false) {
      part('hints').innerHTML = shown.join('');
      const left = of - shown.length;
      const button = root.querySelector<HTMLElement>('[data-do="hint"]');
      if (button) button.textContent = shown.length === 0 ? 'Hint' : left > 0 ? `Next hint (${left} left)` : 'Hints';
      if (focus) focusLast(part('hints'));
    },
    showDiff(markup) {
      part('diff').innerHTML = `<h2 tabindex="-1">Your exercise against the solution</h2>${markup}`;
      part('diff').querySelector<HTMLElement>('h2')?.focus();
    },
    addNotices(markup) {
      part('verdict').querySelector('.foot')?.insertAdjacentHTML('beforebegin', markup);
    },
    clear() {
      for (const name of ['verdict', 'hints', 'diff', 'checks', 'conflict']) part(name).replaceChildren();
      part('conflict').hidden = true;
      this.showHints({ shown: [], of: 0 });
    },
  };
}
