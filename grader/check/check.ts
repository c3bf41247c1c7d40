import type { Lab } from '../lab/lab.ts';
import type { Run } from '../lab/run.ts';
import type { Setting } from '../lab/setting.ts';

/** The claim held. */
export interface Held {
  kind: 'holds';
}

/** The claim did not hold: what was done, what was seen, and why it matters. */
export interface Found {
  kind: 'found';
  /** What the check did, in the past tense. */
  did: string;
  /** What was seen of the learner's workflow. */
  saw: string;
  why: string;
  /** Heading in the topic's lesson: `#register-before-you-act`. */
  read: string;
  /** The run whose history is the evidence; drawn as a timeline. */
  evidence?: Run;
  /** Id of the history event that decided it. */
  decisive?: number;
}

export const holds: Held = { kind: 'holds' };

/** Says what a failed check saw. Texts may not name a place on the machine, show a stack, or give the answer away. */
export function finding(text: Omit<Found, 'kind'>): Found {
  return { kind: 'found', ...text };
}

/** One claim about behaviour. */
export interface Check {
  /** Kebab-case; with the slug it is the id of its finding. */
  id: string;
  /** In the present tense, e.g. `what was done last is undone first`. */
  claim: string;
  run(scene: { lab: Lab }): Promise<Held | Found>;
  /** Ids of checks that must hold for this one to mean anything; otherwise it is skipped, because of them. */
  needs: readonly string[];
  /** Real time the whole check may take; default 45,000 ms: its waits have closer bounds of their own. */
  deadlineMs: number;
}

/** Makes a check; see {@link Check} for the parts. */
export function check(
  id: string,
  claim: string,
  run: Check['run'],
  { needs = [], deadlineMs = 45_000 }: Partial<Pick<Check, 'needs' | 'deadlineMs'>> = {},
): Check {
  return { id, claim, run, needs, deadlineMs };
}

/** What a topic's checks.ts exports as `topic`: the claims in order of importance, and what its host starts. */
export interface TopicChecks {
  setting?: Setting;
  /** What its verdict counts beside the claims, and which: `6 of 9 pitfalls mended`. */
  score?: { of: readonly Check[]; words: string };
  /**
   * Whether each claim is about a mistake of its own, so that every one is judged, always. Otherwise a cause that has
   * stopped three checks speaks for the rest.
   */
  independent?: boolean;
  checks: readonly [Check, ...Check[]];
}
