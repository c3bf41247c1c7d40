import { builtinModules } from 'node:module';
import { dirname, normalize } from 'node:path/posix';
import type { Problem } from '../../catalog/topic.ts';

/** The folders of the grader: each may import itself and what stands before it. */
const order = [
  ...['catalog', 'submission', 'engine', 'world', 'host', 'lab', 'check', 'topics', 'verdict', 'progress', 'view'],
  ...['watch', 'commands', 'main.ts', 'selfcheck'],
];
/** Who may be reached from where, against the order: the command line starts the proof of the course, loaded lazily. */
const exceptions = new Set(['commands > selfcheck']);
/** Temporal's own packages are the subject; the others that many files use are named with the folders that may. */
const anywhere = /^(@temporalio\/|vitest(\/|$)|#world$)/;
const manyFiles: Record<string, readonly string[]> = {
  esbuild: ['host/', 'prebuild.mjs', 'commands/web/build-assets.ts'],
  protobufjs: ['lab/'],
  // One for the terminal, one for the browser.
  'markdown-it': ['view/'],
  diff: ['view/'],
  // An editor is made of these.
  '@codemirror/state': ['view/web/client/'],
  '@codemirror/view': ['view/web/client/'],
};

/** A file of the grader's code with its text. */
export interface SourceFile {
  /** Relative to grader/, with forward slashes. */
  file: string;
  text: string;
}

/** Imports that go against the order of the folders, and libraries imported in more than one file. Pure. */
export function lintImports(files: readonly SourceFile[]): Problem[] {
  const problems: Problem[] = [];
  const users = new Map<string, string[]>();
  for (const { file, text } of files) {
    for (const specifier of readImports(text)) {
      if (specifier.startsWith('.')) problems.push(...lintDirection(file, specifier));
      else if (!isBuiltin(specifier) && !anywhere.test(specifier) && !file.endsWith('.test.ts')) {
        const library = specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/');
        users.set(library, [...new Set([...(users.get(library) ?? []), file])]);
      }
    }
  }
  for (const [library, places] of users) {
    if (places.length === 1 || places.every((place) => isAllowed(library, place))) continue;
    problems.push({
      file: places.map((place) => `grader/${place}`).join(', '),
      message: `${library} is imported in ${places.length} files`,
      repair: 'Put it behind one file that the others import.',
    });
  }
  return problems;
}

function isAllowed(library: string, place: string): boolean {
  return (manyFiles[library] ?? []).some((allowed) => place.startsWith(allowed));
}

/** What a source file imports: statically, dynamically, or re-exporting. Pure. */
export function readImports(text: string): string[] {
  const code = text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');
  const found = code.matchAll(
    /^\s*(?:import|export)\s[^'"`;]*?from\s*'([^']+)'|^\s*import\s*'([^']+)'|\bimport\(\s*'([^']+)'/gm,
  );
  return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function lintDirection(file: string, specifier: string): Problem[] {
  const target = normalize(`${dirname(file)}/${specifier}`);
  const [from, to] = [file, target].map((place) => place.split('/')[0] ?? '');
  const [fromAt, toAt] = [order.indexOf(from ?? ''), order.indexOf(to ?? '')];
  if (fromAt < 0 || from === to || exceptions.has(`${from} > ${to}`)) return [];
  const repair = `The order is ${order.join(' < ')}: move what both need to the left.`;
  if (toAt < 0 || toAt > fromAt) return [{ file: `grader/${file}`, message: `imports ${specifier}`, repair }];
  return [];
}

function isBuiltin(specifier: string): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(specifier);
}
