import { createCssVariablesTheme, createHighlighterCoreSync } from 'shiki/core';
import { createOnigurumaEngine } from 'shiki/engine/oniguruma';
import typescript from 'shiki/langs/typescript.mjs';
import { escapeHtml, type Html, raw } from './html.ts';

/** Highlighted code as HTML, a line a line; classes only, so that the theme is the style sheet's affair. */
export type HighlightCode = (code: string) => Html;

/** Loads the grammar of TypeScript; once is enough. */
export async function openCodeHighlight(): Promise<HighlightCode> {
  const theme = createCssVariablesTheme({ name: 'css', variablePrefix: '--' });
  const shiki = createHighlighterCoreSync({
    themes: [theme],
    langs: [typescript],
    engine: await createOnigurumaEngine(import('shiki/wasm')),
  });
  return (code) => {
    const lines = shiki.codeToTokensBase(code, { lang: 'typescript', theme: 'css' });
    return raw(lines.map((line) => line.map(({ content, color }) => mark(content, color)).join('')).join('\n'));
  };
}

function mark(text: string, color: string | undefined): string {
  const name = /--token-([a-z-]+)/.exec(color ?? '')?.[1];
  return name === undefined ? escapeHtml(text) : `<span class="tok-${name}">${escapeHtml(text)}</span>`;
}
