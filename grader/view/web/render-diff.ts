import { structuredPatch } from 'diff';
import { type Html, html } from './html.ts';

export interface Compared {
  before: ReadonlyMap<string, string>;
  after: ReadonlyMap<string, string>;
}

/** What turns the exercise into the solution, file by file; a sentence when nothing does. Pure. */
export function renderDiffHtml({ before, after }: Compared): Html {
  const files = [...new Set([...before.keys(), ...after.keys()])].sort();
  const blocks = files.flatMap((file) => {
    const { hunks } = structuredPatch(file, file, before.get(file) ?? '', after.get(file) ?? '');
    if (hunks.length === 0) return [];
    return [
      html`<h3>${file}</h3><pre class="code diff" tabindex="0" aria-label="Your ${file} against the solution">${hunks.map(({ lines }) => lines.map(renderLine))}</pre>`,
    ];
  });
  return blocks.length === 0 ? html`<p>Your exercise is the same as the solution.</p>` : html`${blocks}`;
}

function renderLine(line: string): Html {
  if (line.startsWith('+')) return html`<ins>${line}\n</ins>`;
  if (line.startsWith('-')) return html`<del>${line}\n</del>`;
  return html`<span>${line}\n</span>`;
}
