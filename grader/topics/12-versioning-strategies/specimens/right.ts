import type { RightSpecimen } from '../../../check/zoo.ts';
import { asks, block, checks, imports, introduce, obeys, replaced, retire } from './edits.ts';

/** Answers that look different from the solution and are right. */
export const right: readonly RightSpecimen[] = [
  {
    name: 'asked-at-the-start',
    because: 'Every order that began before the deployment stays on the old way, also those in their waiting day.',
    edits: [
      introduce('  for (const { sku', '  const checked = patched(FRAUD_CHECK);\n  for (const { sku'),
      introduce(asks, '  if (checked) {'),
    ],
  },
  {
    name: 'two-functions',
    because: 'One question at the top chooses between two whole processes, each in a file of its own.',
    folder: true,
  },
  {
    name: 'asked-while-waiting',
    because: 'The fraud desk has the whole waiting day for its answer; it is only needed before the charge.',
    edits: [
      introduce(
        "  await sleep('1 day');",
        '  const verdict = patched(FRAUD_CHECK) ? fraudCheck({ orderId, customerId, cents }) : { ok: true };\n  await sleep("1 day");',
      ),
      introduce(
        `${asks}\n${checks}\n${obeys}\n  }`,
        "  if (!(await verdict).ok) return { orderId, status: 'refused' };",
      ),
    ],
  },
  {
    name: 'checked-first-of-all',
    because: 'Nothing says when before the charge the fraud desk is asked, and nothing has to be reserved for a thief.',
    edits: [introduce(block, ''), introduce('  for (const { sku', `${block}  for (const { sku`)],
  },
  {
    name: 'local-activity',
    because:
      'The fraud check runs as a local activity: another kind of entry in the history, the same call in the world.',
    edits: [
      introduce(
        'const { reserve, fraudCheck, charge, ship } =',
        "const { fraudCheck } = proxyLocalActivities<typeof activities>({ startToCloseTimeout: '5 seconds' });\nconst { reserve, charge, ship } =",
      ),
      introduce(imports, 'import { patched, proxyActivities, proxyLocalActivities, sleep }'),
    ],
  },
  {
    name: 'patient-local-activity',
    because:
      'A local activity with the given retry policy waits a minute in real time; nobody is let through meanwhile.',
    edits: [
      introduce(
        'const { reserve, fraudCheck, charge, ship } =',
        "const { fraudCheck } = proxyLocalActivities<typeof activities>({\n  startToCloseTimeout: '30 seconds',\n  retry: { initialInterval: '1 minute' },\n});\nconst { reserve, charge, ship } =",
      ),
      introduce(imports, 'import { patched, proxyActivities, proxyLocalActivities, sleep }'),
    ],
  },
  {
    name: 'sticky-answer',
    because: 'It asks again only as long as the answer was no, and nothing depends on it before the last time.',
    edits: [
      introduce(
        '  for (const { sku, quantity } of order.lines) {\n',
        '  let isNew = false;\n  for (const { sku, quantity } of order.lines) {\n    isNew ||= patched(FRAUD_CHECK);\n',
      ),
      introduce(asks, '  isNew ||= patched(FRAUD_CHECK);\n  if (isNew) {'),
    ],
  },
  {
    name: 'check-in-a-child',
    because: 'The fraud check is a workflow of its own; only orders that pass the question start it.',
    folder: true,
  },
  {
    name: 'name-of-its-own',
    because: 'What a change is called is free, until the first history knows it.',
    edits: [introduce(asks, "  if (patched('ask-the-fraud-desk')) {")],
  },
  {
    name: 'old-code-copied',
    because: 'The old process is copied instead of re-exported, and the new one lives in a file of its own.',
    folder: true,
  },
  {
    name: 'other-timeouts',
    because: 'Timeouts, retry policies and arguments are no steps: a history does not mind.',
    edits: [
      retire("retry: { initialInterval: '1 minute' }", "retry: { maximumInterval: '1 hour' }"),
      replaced("startToCloseTimeout: '30 seconds'", "startToCloseTimeout: '1 minute'"),
    ],
  },
];
