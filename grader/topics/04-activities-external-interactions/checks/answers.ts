import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { Json, OddValue } from '../../../host/call.ts';
import { drawOrder } from './order.ts';

/** What the host says of an answer of an activity: as it left the function. */
interface Answer {
  activity: string;
  json?: Json;
  odd: OddValue[];
}

export const answersArrive: Check = check(
  'answers-arrive',
  'what an activity returns arrives as it left',
  async ({ lab }) => {
    const { order } = drawOrder(lab);
    lab.did = 'Ordered an invoice, and compared what each activity returned with what the workflow got.';
    const host = await lab.host();
    const before = host.reports().length;
    const run = await lab.start('invoice', order);
    await run.settle();
    // A host tells one thing after the other: when it has answered this, it has told of all answers.
    await lab.tryCall({ file: 'activities.ts', export: 'createActivities' });
    const answers = host.reports().slice(before) as unknown as Answer[];
    const [changed] = answers.flatMap((answer) =>
      answer.odd.filter(isMissed).map((part) => ({ ...answer, part, arrived: follow(answer.json, part.at) })),
    );
    if (!changed) return holds;
    const { activity, part, arrived } = changed;
    const place = part.at === '$' ? '' : ` as \`${part.at.slice(2)}\``;
    return finding({
      did: lab.did,
      saw: `\`${activity}\` returned ${sayPart(part)}${place}; the workflow got ${sayArrived(arrived)}.`,
      why: 'An answer travels as JSON, and what JSON does not have is changed or lost on the way. Nothing warns of it: the type of the function goes on saying what left it, and whoever reads the answer next trusts that.',
      read: '#what-crosses-the-boundary',
      evidence: run,
    });
  },
  { needs: ['time-limits', 'invoice'] },
);

/** A field that is undefined and no field at all are the same to whoever reads it, and so is no answer. */
function isMissed({ at, is }: OddValue): boolean {
  return is !== 'undefined' || at.endsWith(']');
}

/** What has become of the part at a path such as `$.days[2]`. */
function follow(json: Json | undefined, at: string): unknown {
  const steps = at.split(/[.[\]]+/).filter(Boolean);
  return steps.slice(1).reduce<unknown>((value, step) => Object(value)[step], json);
}

function sayPart({ is, text }: OddValue): string {
  switch (is) {
    case 'date':
    case 'map':
    case 'set':
      return `a ${is.charAt(0).toUpperCase()}${is.slice(1)}`;
    case 'instance':
      return `an instance of \`${text}\``;
    case 'function':
    case 'symbol':
      return `a ${is}`;
    default:
      return `\`${text}\``;
  }
}

function sayArrived(value: unknown): string {
  if (value === undefined) return 'nothing there';
  return typeof value === 'string' ? `the text “${value}”` : `\`${JSON.stringify(value)}\``;
}
