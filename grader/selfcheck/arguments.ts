import { parseArgs } from 'node:util';
import { UsageError } from '../catalog/fault.ts';

/** What `selfcheck` is asked to do. */
export type Task =
  /** `npm test`; `brief`: of each zoo what fits into half an hour. */
  | { kind: 'test'; brief: boolean; counts: string | undefined }
  /** `npm run verify`; `rest`: only what `npm test` has not proven. */
  | { kind: 'verify'; rest: boolean; counts: string | undefined }
  /** `npm run agreement`; `sample`: one specimen of each of some topics, and the date of the last whole one. */
  | { kind: 'agreement'; sample: boolean; topics: string[]; counts: string | undefined }
  | { kind: 'exercises'; topics: string[] }
  | { kind: 'generate'; force: boolean; topics: string[] }
  /** `only`: names of specimens; default all. */
  | { kind: 'golden'; only: string[]; topics: string[] }
  | { kind: 'histories'; topics: string[] }
  /** `short`: a few figures, for CI; `onlyCases`: one side of the comparison, in a process of its own. */
  | { kind: 'bench'; short: boolean; onlyCases: boolean; counts: string | undefined }
  /** The README's pictures. */
  | { kind: 'pictures'; topics: string[] }
  /** Specimens and attacks in one process, with engines and hosts that die. */
  | { kind: 'soak'; gradings: number; seed: number }
  /** Without `times`: once. `official`: on both paths, compared. `specimens`: so many, beside the solutions; default all. */
  | { kind: 'repeat'; times: number; official: boolean; seed: number; specimens: number | undefined; topics: string[] };

const usage = `It knows:
  selfcheck [--brief]                    prove the course; what is proven already is remembered
  selfcheck --verify [--rest]            prove all of it afresh, with format, types and generated files
  selfcheck --agreement [--sample] [topic…]  grade all specimens on the fast and the official path, and compare
  selfcheck --exercises [topic…]         the learner's own checks as tests
  selfcheck --generate [--force] [topic…]  write exercises/ and the tables of README.md
  selfcheck --golden [--only NAME]… [topic…]  write findings.md, or the parts of the named specimens
  selfcheck --histories [topic…]         record the histories that topics ship
  selfcheck --bench [--short]            measure the grader, also beside a plain set-up of the same cases
  selfcheck --soak N [--seed N]          grade so many specimens and attacks in one process, killing engines now and then
  selfcheck --pictures                   take the README's pictures of the course in the browser
  selfcheck --repeat N [--official] [--seed N] [--specimens N] [topic…]  grade all specimens, or the solutions and so many, again and again`;

/** Reads the words after `selfcheck`. @throws UsageError. */
export function readTask(args: readonly string[]): Task {
  const { values, positionals: topics } = parse(args);
  const asked = (
    ['verify', 'agreement', 'exercises', 'generate', 'golden', 'histories', 'bench', 'pictures'] as const
  ).filter((name) => values[name]);
  if (values.soak !== undefined && asked.length === 0 && values.repeat === undefined)
    return { kind: 'soak', gradings: count('--soak', values.soak), seed: count('--seed', values.seed ?? '1') };
  const repeated = values.repeat !== undefined || values.official === true;
  if (asked.length + Number(repeated) > 1) throw new UsageError(`Ask selfcheck for one thing at a time. ${usage}`);
  if (repeated) {
    const times = count('--repeat', values.repeat ?? '1');
    return {
      kind: 'repeat',
      times,
      official: values.official === true,
      seed: count('--seed', values.seed ?? '1'),
      specimens: values.specimens === undefined ? undefined : count('--specimens', values.specimens),
      topics,
    };
  }
  const [task = 'test'] = asked;
  switch (task) {
    case 'test':
      if (topics.length > 0) throw new UsageError(`selfcheck does not know \`${topics.join(' ')}\`. ${usage}`);
      return { kind: 'test', brief: values.brief === true, counts: values.counts };
    case 'verify':
      return { kind: 'verify', rest: values.rest === true, counts: values.counts };
    case 'agreement':
      return { kind: 'agreement', sample: values.sample === true, topics, counts: values.counts };
    case 'bench':
      return {
        kind: 'bench',
        short: values.short === true,
        onlyCases: values['only-cases'] === true,
        counts: values.counts,
      };
    case 'generate':
      return { kind: 'generate', force: values.force === true, topics };
    case 'golden':
      return { kind: 'golden', only: values.only ?? [], topics };
    default:
      return { kind: task, topics };
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        brief: { type: 'boolean' },
        verify: { type: 'boolean' },
        rest: { type: 'boolean' },
        agreement: { type: 'boolean' },
        sample: { type: 'boolean' },
        exercises: { type: 'boolean' },
        generate: { type: 'boolean' },
        force: { type: 'boolean' },
        golden: { type: 'boolean' },
        only: { type: 'string', multiple: true },
        histories: { type: 'boolean' },
        bench: { type: 'boolean' },
        short: { type: 'boolean' },
        'only-cases': { type: 'boolean' },
        pictures: { type: 'boolean' },
        repeat: { type: 'string' },
        specimens: { type: 'string' },
        soak: { type: 'string' },
        official: { type: 'boolean' },
        seed: { type: 'string' },
        counts: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message.split('. ')[0] : error}. ${usage}`);
  }
}

function count(flag: string, word: string): number {
  if (/^[1-9]\d*$/.test(word)) return Number(word);
  throw new UsageError(`${flag} takes a whole number from 1, not \`${word}\`.`);
}
