import type { WrongSpecimen } from '../../../check/zoo.ts';
import { retire } from './edits.ts';

const deprecates = '  deprecatePatch(FRAUD_CHECK);\n';

/** Ways to retire the patch too far, or not at all. */
export const retiring: readonly WrongSpecimen[] = [
  {
    name: 'both-removed',
    because: 'It takes "no order of version 1 is open" for "no marker is left".',
    fails: 'marked-orders',
    hint: 2,
    edits: [retire(deprecates, '')],
  },
  {
    name: 'renamed',
    because: 'It gives the retired patch a name of its own, as if this were another change.',
    fails: 'marked-orders',
    hint: 3,
    edits: [retire('deprecatePatch(FRAUD_CHECK)', "deprecatePatch('fraud-check-retired')")],
  },
  {
    name: 'moved-before-the-wait',
    because: 'It tidies the call up to the top, and the marker in the histories stands behind the waiting day.',
    fails: 'marked-orders',
    hint: 3,
    edits: [retire(deprecates, ''), retire('  for (const { sku', `${deprecates}  for (const { sku`)],
  },
  {
    name: 'question-behind-the-deprecation',
    because: 'It puts the new call in front of the old question, and everything there is goes on working.',
    fails: 'old-way-gone',
    hint: 3,
    edits: [
      retire('import { deprecatePatch, proxyActivities', 'import { deprecatePatch, patched, proxyActivities'),
      retire(
        `${deprecates}  const { ok } = await fraudCheck({ orderId, customerId, cents });\n  if (!ok) return { orderId, status: 'refused' };`,
        `${deprecates}  if (patched(FRAUD_CHECK)) {\n    const { ok } = await fraudCheck({ orderId, customerId, cents });\n    if (!ok) return { orderId, status: 'refused' };\n  }`,
      ),
    ],
  },
  {
    name: 'marker-after-the-check',
    because: 'It deprecates while the fraud desk is at work, and the marker in the histories stands before that.',
    fails: 'marked-orders',
    hint: 3,
    edits: [
      retire(
        `${deprecates}  const { ok } = await fraudCheck({ orderId, customerId, cents });`,
        `  const asked = fraudCheck({ orderId, customerId, cents });\n${deprecates}  const { ok } = await asked;`,
      ),
    ],
  },
  {
    name: 'check-retired-too',
    because: 'It retires the new way together with the patch, where the old way was to go.',
    fails: 'marked-orders',
    hint: 2,
    edits: [
      retire(
        "  const { ok } = await fraudCheck({ orderId, customerId, cents });\n  if (!ok) return { orderId, status: 'refused' };\n",
        '',
      ),
    ],
  },
  {
    name: 'never-retired',
    because: 'It leaves version 2 as it is, since it still works.',
    fails: 'patch-retired',
    hint: 2,
    edits: [
      retire('import { deprecatePatch,', 'import { patched,'),
      retire(deprecates, "  if (!patched(FRAUD_CHECK)) return { orderId, status: 'refused' };\n"),
    ],
  },
  {
    name: 'deprecated-behind-the-question',
    because: 'It asks first and deprecates then; the marker was written by the question.',
    fails: 'patch-retired',
    hint: 4,
    edits: [
      retire('import { deprecatePatch,', 'import { deprecatePatch, patched,'),
      retire(deprecates, '  if (patched(FRAUD_CHECK)) deprecatePatch(FRAUD_CHECK);\n'),
    ],
  },
  {
    name: 'deprecated-only-in-replay',
    because: 'It keeps the line for histories that have a marker, and takes a new order for one that needs none.',
    fails: 'patch-retired',
    hint: 4,
    edits: [
      retire('import { deprecatePatch,', 'import { deprecatePatch, workflowInfo,'),
      retire(deprecates, `  if (workflowInfo().unsafe.isReplaying) {\n  ${deprecates}  }\n`),
    ],
  },
];
