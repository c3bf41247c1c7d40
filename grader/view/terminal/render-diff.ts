import { structuredPatch } from 'diff';
import { openPen, type Screen } from './screen.ts';

/**
 * What turns one set of files into another, as unified diffs; empty when they are equal. Lines that only `before` has
 * are marked `-`, lines that only `after` has `+`.
 */
export function renderDiff(
  {
    before,
    after,
    names,
  }: { before: ReadonlyMap<string, string>; after: ReadonlyMap<string, string>; names: [string, string] },
  screen: Screen,
): string {
  const pen = openPen(screen);
  const { bold, cyan, green, red } = pen.colours;
  const files = [...new Set([...before.keys(), ...after.keys()])].sort();
  const blocks = files.flatMap((file) => {
    const { hunks } = structuredPatch(file, file, before.get(file) ?? '', after.get(file) ?? '');
    if (hunks.length === 0) return [];
    const lines = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines: inside }) => [
      cyan(`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`),
      ...inside.map((line) => {
        const shown = pen.ascii(line);
        return line.startsWith('+') ? green(shown) : line.startsWith('-') ? red(shown) : shown;
      }),
    ]);
    return [[bold(`--- ${names[0]}/${file}`), bold(`+++ ${names[1]}/${file}`), ...lines].join('\n')];
  });
  return blocks.join('\n\n');
}
