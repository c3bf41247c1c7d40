import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, workflow } from './edits.ts';

const look = 'setHandler(position, () => here);';
const moving = 'entries.push((await moveLeg({ id, leg, from, to, key: `${id}/${leg}/move` })).entry);';
const unloading = 'entries.push((await unloadLeg({ id, leg, at: to, key: `${id}/${leg}/unload` })).entry);';

/** Ways to lose what a shipment knows, or to know it in the wrong place. */
export const state: readonly WrongSpecimen[] = [
  {
    name: 'waits-in-the-activity',
    because: 'The activity that moves the ship is taken for the place to wait until it arrives.',
    fails: 'waits-at-sea',
    hint: 2,
    folder: true,
  },
  {
    name: 'does-not-wait',
    because: 'A number is milliseconds for `sleep`, so nine days are over at once.',
    fails: 'waits-at-sea',
    hint: 3,
    edits: [workflow('sleep(`${days} days`)', 'sleep(days)')],
  },
  {
    name: 'unloading-not-written-down',
    because: 'The last answer of a leg is waited for, and then forgotten.',
    fails: 'whole-voyage',
    hint: 3,
    edits: [workflow(unloading, 'await unloadLeg({ id, leg, at: to, key: `${id}/${leg}/unload` });')],
  },
  {
    name: 'key-without-the-leg',
    because: 'The key names the port, and a ship may come to a port twice.',
    fails: 'whole-voyage',
    hint: 4,
    edits: [workflow('`${id}/${leg}/load`', '`${id}/${from}/load`')],
  },
  {
    name: 'log-without-repetitions',
    because: 'The log is a set, so that no step is in it twice; but a ship may come to a port twice.',
    fails: 'whole-voyage',
    hint: 4,
    folder: true,
  },
  {
    name: 'position-of-the-last-step',
    because: 'The position is set when a step is done, so it tells where the shipment was.',
    fails: 'tells-position',
    hint: 3,
    edits: [
      workflow("    here = { leg, place: to, state: 'unloading' };\n", ''),
      workflow(`    ${unloading}\n`, `    ${unloading}\n    here = { leg, place: to, state: 'unloading' };\n`),
    ],
  },
  {
    name: 'at-sea-before-departure',
    because: 'The position is set for the step that is asked for, and the ship is still in port while it is asked.',
    fails: 'tells-position',
    hint: 3,
    edits: [
      workflow("    here = { leg, place: `${from}-${to}`, state: 'at sea' };\n", ''),
      workflow(`    ${moving}\n`, `    here = { leg, place: \`\${from}-\${to}\`, state: 'at sea' };\n    ${moving}\n`),
    ],
  },
  {
    name: 'news-taken-off-a-list',
    because:
      'The handler takes the news off a list when somebody asks, so each answer depends on the questions before.',
    fails: 'tells-position',
    hint: 2,
    folder: true,
  },
  {
    name: 'moves-on-when-looked-at',
    because: 'A query is taken for an event of the voyage: after somebody has looked, the ship is a state further.',
    fails: 'looking-only',
    hint: 2,
    edits: [
      workflow(
        look,
        "setHandler(position, () => {\n    const seen = here;\n    if (here.state === 'at sea') here = { ...here, state: 'unloading' };\n    return seen;\n  });",
      ),
    ],
  },
  {
    name: 'looks-written-into-the-log',
    because: 'Whoever looks at a shipment leaves a line in its log.',
    fails: 'looking-only',
    hint: 2,
    edits: [
      workflow(
        look,
        'setHandler(position, () => {\n    entries.push(`seen at ${here.place}`);\n    return here;\n  });',
      ),
    ],
  },
  {
    name: 'answer-kept-for-a-leg',
    because: 'The handler keeps its answer for a leg, so whoever looks in the port sees the port until the next one.',
    fails: 'looking-only',
    hint: 2,
    edits: [
      workflow(
        look,
        'const answers = new Map<number, Position>();\n  setHandler(position, () => {\n    const answer = answers.get(here.leg) ?? here;\n    answers.set(here.leg, answer);\n    return answer;\n  });',
      ),
    ],
  },
  {
    name: 'last-port-remembered',
    because: 'The process remembers where it loaded last, as if it served one shipment only.',
    fails: 'two-at-once',
    hint: 2,
    edits: [
      activity('  return await terminals.load(', '  loadedAt = at;\n  return await terminals.load('),
      activity(
        '{ id, from, to, key }: FromTo): Promise<{ entry: string }> {\n  return await terminals.depart({ key, shipment: id, from, to });',
        '{ id, from, to, key }: FromTo): Promise<{ entry: string }> {\n  return await terminals.depart({ key, shipment: id, from: loadedAt ?? from, to });\n}\n\nlet loadedAt: string | undefined;\n\nexport async function forget(): Promise<void> {\n  loadedAt = undefined;',
      ),
    ],
  },
  {
    name: 'key-without-the-shipment',
    because: 'The key names the step and not whose step it is, so the terminal takes one container for another.',
    fails: 'two-at-once',
    hint: 4,
    edits: [workflow('`${id}/${leg}/load`', '`${leg}/load`')],
  },
  {
    name: 'log-in-memory',
    because: 'A variable of the activities file is believed to be there for as long as the shipment.',
    fails: 'dies-at-sea',
    hint: 1,
    folder: true,
  },
  {
    name: 'log-in-a-file',
    because: 'What is on a disk is safe; but the disk belongs to a machine, and the shipment does not.',
    fails: 'dies-at-sea',
    hint: 1,
    folder: true,
  },
  {
    name: 'next-leg-asked-of-the-worker',
    because: 'The worker counts the legs, so a new worker begins with the first.',
    fails: 'dies-at-sea',
    hint: 1,
    folder: true,
  },
];
