import { readCatalog } from '../../catalog/read-catalog.ts';
import type { Problem } from '../../catalog/topic.ts';
import { findTypeErrors, type TypeProblem } from '../compile.ts';
import { listSpecimens, loadZoo, type Specimen } from './specimens.ts';

/**
 * Type-checks the files of all specimens, in one run of the compiler. A specimen whose finding is about code that can't
 * start (a syntax error, a module that is not there) may not compile, and is left out.
 */
export async function findSpecimenTypeErrors(root: string): Promise<Problem[]> {
  const files = new Map<string, string>();
  const origins = new Map<string, string>();
  const problems: Problem[] = [];
  for (const topic of (await readCatalog(root)).topics) {
    try {
      for (const specimen of listSpecimens(root, topic, await loadZoo(root, topic))) {
        if (mayNotCompile(specimen)) continue;
        const folder = `${topic.folder}/${specimen.name}`;
        origins.set(folder, specimen.file);
        for (const [file, text] of (await specimen.compose()).files) files.set(`${folder}/${file}`, text);
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      problems.push({ file: topic.home, message, repair: 'The specimens of this topic were not compiled.' });
    }
  }
  const errors = await findTypeErrors(root, files);
  return [...problems, ...errors.map((error) => describe(error, origins))];
}

function describe({ file, line, message }: TypeProblem, origins: ReadonlyMap<string, string>): Problem {
  const [topic, specimen, ...rest] = file.split('/');
  return {
    file: origins.get(`${topic}/${specimen}`) ?? file,
    message: `specimen ${specimen}, ${rest.join('/')}:${line}: ${message}`,
    repair: 'Make it compile: a learner’s editor would have told them of this mistake.',
  };
}

function mayNotCompile({ expected }: Specimen): boolean {
  return expected.kind === 'fails' && unbuildable.has(expected.first?.split('/')[1] ?? '');
}

/** Kinds of raw findings that come of code which doesn't compile. */
const unbuildable = new Set(['syntax-error', 'missing-module', 'missing-file']);
