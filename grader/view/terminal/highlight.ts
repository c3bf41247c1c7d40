import { openPen, type Screen } from './screen.ts';

/** Colours a block of code; the text itself stays as it is. */
export type Highlight = (code: string, language: string) => string;

/** Loads the highlighter, which takes a moment; without colours nothing is loaded. */
export async function openHighlight(screen: Screen): Promise<Highlight> {
  if (!screen.colour) return (code) => code;
  const { highlight, supportsLanguage } = await import('cli-highlight');
  const { blue, green, cyan, dim, magenta, yellow } = openPen(screen).colours;
  // Only the sixteen colours of the terminal's own theme, so that light and dark ones are both readable.
  const theme = {
    keyword: magenta,
    built_in: cyan,
    type: cyan,
    literal: yellow,
    number: yellow,
    string: green,
    comment: dim,
    title: blue,
    attr: blue,
  };
  return (code, language) => (supportsLanguage(language) ? highlight(code, { language, theme }) : code);
}
