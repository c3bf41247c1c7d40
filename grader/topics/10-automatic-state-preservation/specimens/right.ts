import type { RightSpecimen } from '../../../check/zoo.ts';
import { activity } from './edits.ts';

/** Answers that look different from the solution and are right. */
export const right: readonly RightSpecimen[] = [
  {
    name: 'module-variables',
    because: 'Variables of the workflow file belong to one run, and a replay sets them again.',
    folder: true,
  },
  {
    name: 'voyage-class',
    because: 'A class inside the workflow is state like any other; the position is worked out from what is done.',
    folder: true,
  },
  {
    name: 'leg-by-leg-in-children',
    because: 'Each leg is a child workflow with its own history; the parent collects what they answer.',
    folder: true,
  },
  {
    name: 'generator',
    because: 'A generator that yields the entries is one more way to write down a local variable.',
    folder: true,
  },
  {
    name: 'remembered-answers',
    because: 'A cache in the process saves a call now and then; nothing depends on it, because the key does the work.',
    edits: [
      activity(
        "import { terminals } from '#world';\n",
        "import { terminals } from '#world';\n\nconst answers = new Map<string, { entry: string }>();\n",
      ),
      activity(
        '  return await terminals.load({ key, shipment: id, at });',
        '  const known = answers.get(key) ?? (await terminals.load({ key, shipment: id, at }));\n  answers.set(key, known);\n  return known;',
      ),
    ],
  },
];
