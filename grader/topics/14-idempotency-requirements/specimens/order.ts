import type { WrongSpecimen } from '../../../check/zoo.ts';
import { bothCharges, workflow } from './edits.ts';

/** Renewals that begin a step before the one before it is done. */
export const order: readonly WrongSpecimen[] = [
  {
    name: 'points-before-the-date-is-set',
    because:
      'The date and the points look independent, so both are done at once, and one may be done without the other.',
    fails: 'finishes',
    hint: 4,
    edits: [
      workflow(
        'const { paidUntil } = await extendPeriod({ subscriptionId, period });\n  const { points } = await addLoyalty(',
        'const [{ paidUntil }, { points }] = await Promise.all([\n    extendPeriod({ subscriptionId, period }),\n    addLoyalty(',
      ),
      workflow('/ 100), key });', '/ 100), key }),\n  ]);'),
    ],
  },
  {
    name: 'charges-at-once',
    because: 'With a key of its own each charge looks free to go at once, and the order stays as it was.',
    fails: 'finishes',
    hint: 4,
    edits: [
      workflow(
        bothCharges,
        "  const wanted = [chargeRenewal({ customerId, cents, item: 'plan', key: `${key}/plan` })];\n  if (addOnCents > 0)\n    wanted.push(chargeRenewal({ customerId, cents: addOnCents, item: 'add-on', key: `${key}/add-on` }));\n  const chargeIds = (await Promise.all(wanted)).map(({ chargeId }) => chargeId);\n",
      ),
    ],
  },
  {
    name: 'receipt-beside-the-points',
    because: 'Nothing in the receipt comes from the points, so it is mailed at the same time.',
    fails: 'finishes',
    hint: 4,
    edits: [
      workflow('  const { points } = await addLoyalty(', '  const [{ points }] = await Promise.all([\n    addLoyalty('),
      workflow(
        '/ 100), key });\n  await sendReceipt({ customerId, chargeIds, key });',
        '/ 100), key }),\n    sendReceipt({ customerId, chargeIds, key }),\n  ]);',
      ),
    ],
  },
];
