import { wakeThemeSwitch } from './theme-switch.ts';

const { page, pictures, index } = document.body.dataset;

for (const button of document.querySelectorAll<HTMLElement>('[data-theme-switch]')) wakeThemeSwitch(button);

if (pictures !== undefined) {
  const figures = [...document.querySelectorAll<HTMLElement>('.mermaid')];
  void import('./pictures.ts').then(({ wakePictures }) => wakePictures(figures, pictures));
}

if (page === 'search' && index !== undefined) void import('./search.ts').then(({ wakeSearch }) => wakeSearch(index));

const workbench = document.querySelector<HTMLElement>('[data-workbench]');
if (workbench) void import('./workbench.ts').then(({ wakeWorkbench }) => wakeWorkbench(workbench));
