import type { FileState } from '../messages.ts';
import type { Parts } from './parts.ts';

/** The files of an exercise as tabs. */
export interface Tabs {
  show(name: string): void;
  /** Marks the files that are not saved. */
  mark(dirty: ReadonlySet<string>): void;
}

export function openTabs(parts: Parts, files: readonly FileState[]): Tabs {
  const list = parts.part('tabs');
  const panels = [...parts.part('editor').querySelectorAll<HTMLElement>('[data-file]')];
  const buttons = files.map(({ name, edited }) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.id = `tab-${name.replace(/\W/g, '-')}`;
    button.setAttribute('role', 'tab');
    button.setAttribute('aria-controls', 'editor');
    button.dataset.name = name;
    button.textContent = edited ? name : `${name} (given)`;
    return button;
  });
  const show = (name: string) => {
    for (const panel of panels) panel.hidden = panel.dataset.file !== name;
    for (const button of buttons) {
      const chosen = button.dataset.name === name;
      button.setAttribute('aria-selected', String(chosen));
      button.tabIndex = chosen ? 0 : -1;
      if (chosen) parts.part('editor').setAttribute('aria-labelledby', button.id);
    }
  };
  buttons.forEach((button, index) => {
    button.addEventListener('click', () => show(button.dataset.name ?? ''));
    button.addEventListener('keydown', ({ key }) => {
      const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
      const next = buttons[(index + step + buttons.length) % buttons.length];
      if (step === 0 || !next) return;
      show(next.dataset.name ?? '');
      next.focus();
    });
  });
  list.replaceChildren(...buttons);
  show(files[0]?.name ?? '');
  return {
    show,
    mark(dirty) {
      for (const button of buttons) {
        const isDirty = dirty.has(button.dataset.name ?? '');
        button.classList.toggle('dirty', isDirty);
        if (isDirty) button.setAttribute('aria-description', 'not saved');
        else button.removeAttribute('aria-description');
      }
    },
  };
}
