import type { Message } from 'esbuild';
import type { BuildProblem } from '../submission/build-problem.ts';
import { dynamicImportText, type PlacelessProblem, submissionNamespace } from './submission-plugin.ts';

/** Turns esbuild's errors into problems, in the order of file and place, each once. Pure. */
export function readProblems(errors: Message[]): BuildProblem[] {
  const problems = new Map(errors.map(readProblem).map((problem) => [JSON.stringify(problem), problem]));
  return [...problems.values()].sort((a, b) => comparePlaces(a, b));
}

function readProblem(error: Message): BuildProblem {
  const place = readPlace(error);
  const known: unknown = error.detail;
  if (isPlaceless(known)) return { ...known, ...place };
  if (error.id === 'unsupported-dynamic-import' || error.id === 'unsupported-require-call') {
    const importer = place.where?.file ?? 'a package';
    return {
      kind: 'dynamic-import',
      module: undefined,
      importer,
      message: dynamicImportText(importer, undefined),
      ...place,
    };
  }
  return { kind: 'syntax', message: readText(error.text), ...place };
}

function readText(text: string): string {
  if (/top-level await/i.test(text)) return '`await` works inside an async function only, not at the top of a file.';
  // Only an internal name of a bundle's format; the language's own rule is meant.
  return text.replaceAll(`${submissionNamespace}:`, '').replace(' with the "esm" output format due to', ' in');
}

function isPlaceless(detail: unknown): detail is PlacelessProblem {
  return typeof detail === 'object' && detail !== null && 'kind' in detail && 'message' in detail;
}

function readPlace({ location }: Message): Pick<BuildProblem, 'where' | 'caret'> {
  const prefix = `${submissionNamespace}:`;
  if (location === null || !location.file.startsWith(prefix)) return {};
  // esbuild counts columns in bytes, from 0.
  const before = Buffer.from(location.lineText).subarray(0, location.column).toString();
  const where = { file: location.file.slice(prefix.length), line: location.line, column: before.length + 1 };
  return { where, caret: drawCaret(location.lineText, before.length) };
}

const caretWindow = 100;

function drawCaret(line: string, column: number): string {
  const from = column > caretWindow ? column - caretWindow / 2 : 0;
  const shown = line.slice(from, from + caretWindow + 20);
  return `${shown}\n${shown.slice(0, column - from).replace(/[^\t]/g, ' ')}^`;
}

function comparePlaces(a: BuildProblem, b: BuildProblem): number {
  if (a.where === undefined || b.where === undefined)
    return Number(a.where === undefined) - Number(b.where === undefined);
  if (a.where.file !== b.where.file) return a.where.file < b.where.file ? -1 : 1;
  return a.where.line - b.where.line || a.where.column - b.where.column;
}
