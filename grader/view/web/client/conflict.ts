import type { FileState } from '../messages.ts';
import type { Parts } from './parts.ts';

/** Shows that a file was changed here and elsewhere, with the other text; nothing is overwritten before one chooses. */
export function showConflict(parts: Parts, theirs: FileState, onChoice: (choice: 'mine' | 'theirs') => void): void {
  const place = parts.part('conflict');
  const text = document.createElement('p');
  text.textContent = `${theirs.name} was changed on the disk while you were changing it here. Nothing was overwritten.`;
  const other = document.createElement('details');
  const summary = document.createElement('summary');
  summary.textContent = 'What lies on the disk';
  const code = document.createElement('pre');
  code.className = 'code';
  code.tabIndex = 0;
  code.textContent = theirs.text;
  other.append(summary, code);
  const choose = (label: string, choice: 'mine' | 'theirs') => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.dataset.choice = choice;
    button.addEventListener('click', () => {
      place.replaceChildren();
      place.hidden = true;
      onChoice(choice);
    });
    return button;
  };
  place.replaceChildren(
    ...[text, other, choose('Take what lies on the disk', 'theirs'), choose('Keep mine, and save it next', 'mine')],
  );
  place.hidden = false;
}
