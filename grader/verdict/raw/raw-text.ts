import type { SourcePlace } from '../../submission/build-problem.ts';

/** What a raw cause says to the learner; `kind` ends the finding's id. */
export interface RawText {
  kind: string;
  claim: string;
  saw: string;
  why: string;
  /** `lessons/…md#anchor` */
  read: string;
  where?: SourcePlace;
  caret?: string;
}

/** Where the lessons explain what every topic's code can run into. */
export const reads = {
  hangs: 'lessons/03-workflows-orchestration.md#a-broken-workflow-hangs',
  sandbox: 'lessons/03-workflows-orchestration.md#the-sandbox',
  orchestrates: 'lessons/03-workflows-orchestration.md#what-a-workflow-is-for',
  determinism: 'lessons/11-determinism-constraints.md#what-replay-compares',
  timeouts: 'lessons/04-activities-external-interactions.md#the-four-timeouts',
  payloads: 'lessons/04-activities-external-interactions.md#what-crosses-the-boundary',
  registered: 'lessons/04-activities-external-interactions.md#an-activity-is-found-by-its-name',
  retries: 'lessons/13-retry-policies.md#give-it-an-end',
  polling: 'lessons/01-ideal-use-cases.md#a-wait-needs-an-end',
  messages: 'lessons/07-entity-workflows.md#three-kinds-of-messages',
} as const;

/** Names as prose: `a, b and c`; `nothing` when there are none. */
export function listNames(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  if (quoted.length === 0) return 'nothing';
  return quoted.length === 1 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}
