import { pathToFileURL } from 'node:url';
import ansiEscapes from 'ansi-escapes';

/** What moves the cursor and changes screens; only for terminals that are not plain. */
export const escapes = {
  enter: `${ansiEscapes.enterAlternativeScreen}${ansiEscapes.cursorHide}`,
  leave: `${ansiEscapes.cursorShow}${ansiEscapes.exitAlternativeScreen}`,
  /** To the beginning of a row, counted from 0. */
  toRow: (row: number) => ansiEscapes.cursorTo(0, row),
  eraseLineEnd: ansiEscapes.eraseEndLine,
  eraseDown: ansiEscapes.eraseDown,
  /** Between these two a terminal that can shows nothing, so that a frame appears as one. */
  beginFrame: ansiEscapes.beginSynchronizedOutput,
  endFrame: ansiEscapes.endSynchronizedOutput,
};

/** A path of the clone as a link to its file, where the screen shows links. */
export function linkTo(path: string, { links }: { links?: string }, text: string = path): string {
  return links === undefined ? text : ansiEscapes.link(text, `${pathToFileURL(links).href}/${path}`);
}
