import type { WrongSpecimen } from '../../../check/zoo.ts';

const gate = (replace: string, by: string) => ({ file: 'replay.ts', replace, by });

const provenAll = 'ok: checked > 0 && failed.length === 0';
const looksAtError = 'if (replay.error) failed.push';

/** Gates that let through what did not fit, or what was never replayed. */
export const gates: readonly WrongSpecimen[] = [
  {
    name: 'error-not-looked-at',
    because: 'It waits for an exception, and the SDK hands the misfit over as a value.',
    fails: 'gate-tells',
    hint: 3,
    edits: [
      gate(looksAtError, 'if (false as boolean) failed.push'),
      gate('replay.error.message', 'String(replay.error)'),
    ],
  },
  {
    name: 'only-nondeterminism',
    because: 'It knows one kind of misfit, and lets a workflow through that the bundle does not have any more.',
    fails: 'gate-tells',
    hint: 4,
    edits: [gate(looksAtError, "if (replay.error?.name === 'DeterminismViolationError') failed.push")],
  },
  {
    name: 'other-misfits-only-warn',
    because: 'It names every misfit, and says no to one kind of them.',
    fails: 'gate-tells',
    hint: 4,
    edits: [gate(provenAll, "ok: checked > 0 && !failed.some(({ reason }) => reason.includes('TMPRL1100'))")],
  },
  {
    name: 'last-one-decides',
    because: 'It says of the whole folder what it found out about the last file.',
    fails: 'gate-tells',
    hint: 4,
    edits: [gate(provenAll, 'ok: checked > 0 && failed.at(-1)?.file !== files.at(-1)')],
  },
  {
    name: 'nothing-is-fine',
    because: 'It says yes when nothing failed, also when nothing was tried.',
    fails: 'gate-empty',
    hint: 1,
    edits: [gate(provenAll, 'ok: failed.length === 0')],
  },
  {
    name: 'torn-files-left-out',
    because: 'It steps over a file that it can’t read, so that one bad file does not stop the gate.',
    fails: 'gate-empty',
    hint: 1,
    edits: [
      gate(
        'const history = temporal.api.history.v1.History.decode(await readFile(join(dir, file)));\n    yield { workflowId: file, history };',
        'try {\n      yield { workflowId: file, history: temporal.api.history.v1.History.decode(await readFile(join(dir, file))) };\n    } catch {}',
      ),
    ],
  },
  {
    name: 'empty-files-left-out',
    because: 'It takes a file without a byte for none at all, and there was a run of which it is what is left.',
    fails: 'gate-empty',
    hint: 1,
    edits: [
      gate(
        'const history = temporal.api.history.v1.History.decode(await readFile(join(dir, file)));\n',
        'const bytes = await readFile(join(dir, file));\n    if (bytes.length === 0) continue;\n    const history = temporal.api.history.v1.History.decode(bytes);\n',
      ),
    ],
  },
];
