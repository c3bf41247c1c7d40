import type { Hint } from '../../catalog/lesson.ts';
import type { Problem } from '../../catalog/topic.ts';
import { takeBlocks } from './markdown-blocks.ts';

const words = { least: 40, most: 160 };
/** Lines that anybody would write: no harm when a hint has them. */
const giveAwayFrom = 20;

export interface HintsToLint {
  lesson: string;
  hints: readonly Hint[];
  /** Contents of the files, by name. */
  shipped: ReadonlyMap<string, string>;
  solution: ReadonlyMap<string, string>;
}

/** Hints that are too long, belittle, do not climb, or give the solution away. Pure. */
export function lintHints({ lesson, hints, shipped, solution }: HintsToLint): Problem[] {
  const given = addedLines(shipped, solution);
  const fresh = addedNames(shipped, solution);
  const slips = hints.flatMap((hint, index) => [...lintRung(hint, index + 1), ...lintGiven(hint, index + 1, given)]);
  return [...slips, ...lintClimb(hints, fresh, [...shipped.keys()])].map((slip) => ({ file: lesson, ...slip }));
}

type Slip = Omit<Problem, 'file'>;

function lintRung({ text }: Hint, rung: number): Slip[] {
  const count = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const [belittling] = /\b(?:just|simply|obviously)\b/i.exec(text) ?? [];
  return [
    ...(count < words.least || count > words.most
      ? [{ message: `hint ${rung} has ${count} words`, repair: `Bring it to ${words.least} to ${words.most}.` }]
      : []),
    ...(belittling
      ? [
          {
            message: `hint ${rung} says “${belittling}”`,
            repair: 'Leave the word out: who needs a hint does not find it easy.',
          },
        ]
      : []),
  ];
}

function lintGiven({ text }: Hint, rung: number, given: readonly string[]): Slip[] {
  const flat = text.replace(/\s+/g, ' ');
  return given
    .filter((line) => flat.includes(line.replace(/\s+/g, ' ')))
    .map((line) => ({
      message: `hint ${rung} has a line of the solution: \`${line}\``,
      repair: 'Describe it instead.',
    }));
}

function lintClimb(hints: readonly Hint[], fresh: ReadonlySet<string>, files: readonly string[]): Slip[] {
  const [first, , third, fourth] = hints;
  if (!first || !third || !fourth) return [];
  const slips: Slip[] = [];
  if (!first.text.includes('?')) slips.push({ message: 'hint 1 asks nothing', repair: 'Begin with a question.' });
  const early = hints.slice(0, 2).findIndex(({ text }) => takeBlocks(text).blocks.length > 0);
  if (early >= 0) slips.push({ message: `hint ${early + 1} shows code`, repair: 'Keep code for the last rung.' });
  if (!/`[^`]+`/.test(third.text) && !files.some((file) => third.text.includes(file)))
    slips.push({ message: 'hint 3 names no place', repair: 'Name the file, the function or the line to look at.' });
  const named = hints.map(({ text }) => [...fresh].filter((name) => new RegExp(`\\b${name}\\b`).test(text)).length);
  const most = named.at(-1) ?? 0;
  const ahead = named.slice(0, -1).findIndex((count) => count > most);
  if (ahead >= 0)
    slips.push({
      message: `hint ${ahead + 1} tells more of the solution than hint 4`,
      repair: 'Let each rung tell a little more than the one before.',
    });
  return slips;
}

/** The solution's lines that are not in the shipped file of the same name; imports, braces and short ones aside. */
export function addedLines(shipped: ReadonlyMap<string, string>, solution: ReadonlyMap<string, string>): string[] {
  return [...solution].flatMap(([file, text]) => {
    const known = new Set((shipped.get(file) ?? '').split('\n').map((line) => line.trim()));
    const added = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => !known.has(line));
    return added.filter(
      (line) => line.length >= giveAwayFrom && !/^(import\b|\/\/|\/?\*|export \{)|^[\s{}()[\];,]*$/.test(line),
    );
  });
}

/** Names that the solution uses and the shipped files do not. */
function addedNames(shipped: ReadonlyMap<string, string>, solution: ReadonlyMap<string, string>): Set<string> {
  const namesIn = (files: ReadonlyMap<string, string>) => {
    const code = [...files.values()].join('\n').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    return new Set(code.match(/\b[A-Za-z_$][\w$]{3,}\b/g) ?? []);
  };
  const known = namesIn(shipped);
  return new Set([...namesIn(solution)].filter((name) => !known.has(name) && /^[\w]+$/.test(name)));
}
