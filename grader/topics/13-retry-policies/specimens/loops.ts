import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, authorised, world } from './edits.ts';

/** Loops beside Temporal's own. */
export const loops: readonly WrongSpecimen[] = [
  {
    name: 'loop-in-the-workflow',
    because: 'It tries again by itself, and each turn schedules the step anew.',
    fails: 'temporal-tries',
    hint: 2,
    folder: true,
  },
  {
    name: 'loop-around-a-limit',
    because: 'It leaves the pause to the workflow, which sleeps and schedules the step again: no policy ends that.',
    fails: 'comes-to-an-end',
    hint: 2,
    folder: true,
  },
  {
    name: 'second-call-in-the-attempt',
    because: 'It asks once more before it lets Temporal know; two loops multiply.',
    fails: 'temporal-tries',
    hint: 2,
    edits: [
      activity(world, world.replace('mail, ', 'mail, Outage, ')),
      activity(
        authorised,
        '  const again = gateway.authorise(request).catch((error: unknown) => {\n    if (error instanceof Outage) return gateway.authorise(request);\n    throw error;\n  });\n  return await classified(again);\n',
      ),
    ],
  },
];
