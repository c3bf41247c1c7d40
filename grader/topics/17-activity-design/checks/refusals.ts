import { type Check, check, type Found, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { failureTypes } from '../../../lab/read-history.ts';
import type { OperationName } from '../../../world/services.ts';
import { offers, onboard, order, sayEnd } from './seller.ts';

/** After so many calls a refusal is taken back, so that a run which asks again comes to its end. */
const MANY_CALLS = 6;

const refusals = [
  { operation: 'documents.verify', code: 'DocumentsRejected', what: 'the documents were rejected' },
  { operation: 'accounts.create', code: 'NameTaken', what: 'the name of the shop was taken' },
  { operation: 'mail.send', code: 'NoSuchAddress', what: 'the address for the welcome letter did not exist' },
] as const satisfies readonly { operation: OperationName; code: string; what: string }[];

type Refused = (typeof refusals)[number];

export const refusedByName: Check = check(
  'refused-by-name',
  'what is refused is asked once, and the onboarding fails by that name',
  async ({ lab }) => {
    for (const refused of refusals) {
      const found = await onboardRefused(lab, refused);
      if (found) return found;
    }
    return holds;
  },
  { needs: ['onboarded'] },
);

/** What is wrong about an onboarding in which one step is refused. */
async function onboardRefused(lab: Lab, { operation, code, what }: Refused): Promise<Found | undefined> {
  const before = lab.ledger.rows.length;
  const refusal = lab.world.refusesAtMost(operation, code, MANY_CALLS);
  if (before === 0) offers(lab, 3);
  lab.did = `Onboarded a seller; ${what} (${code}).`;
  const { run } = await onboard(lab);
  const outcome = await run.settle();
  refusal.end();
  const calls = refusal.calls();
  const text = { did: lab.did, read: '#failures-with-a-type', evidence: run };
  if (calls > 1)
    return finding({
      ...text,
      saw: `\`${operation}\` was called ${calls > MANY_CALLS ? `more than ${MANY_CALLS}` : calls} times; the answer was ${code} each time.`,
      why: 'The answer will not change. The seller hears nothing, since nothing has failed; and a desk with people behind it gets the same papers again and again.',
    });
  const after = order.slice(order.indexOf(operation) + 1);
  const rows = lab.ledger.rows.slice(before);
  const later = after.filter((one) => rows.some((row) => row.operation === one));
  if (outcome.status === 'failed' && failureTypes(outcome.failure).includes(code) && later.length === 0) return;
  return finding({
    ...text,
    saw: `\`onboardSeller\` ${sayEnd(outcome)}${later.length > 0 ? `; it had called ${later.join(' and ')}` : ''}. The refusal was ${code}.`,
    why: 'Whoever started the onboarding acts on the type: “send better papers”, “choose another name”, “give another address”. A message is for people; a program that has to guess from it guesses wrong one day.',
  });
}
