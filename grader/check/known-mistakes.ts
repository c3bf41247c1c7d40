import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Topic } from '../catalog/topic.ts';
import { rootDir } from '../host/places.ts';
import type { Zoo } from './zoo.ts';

/** A mistake that the zoo knows. */
export interface KnownMistake {
  /** Check id, or kind of a raw finding: what it meets first. */
  fails: string;
  /** The misconception, in one sentence. */
  because: string;
  /** The rung that helps most, from 1. */
  rung: number;
  /** What its finding saw when the golden texts were written. */
  saw?: string;
}

/** What the zoo of a topic can tell a learner. */
export interface KnownAnswers {
  mistakes: KnownMistake[];
  /** Why other answers than the solution are right, a sentence each. */
  alternatives: string[];
}

/** Reads a topic's zoo; nothing is known where there is none, for a hint is possible without it. */
export async function readKnownAnswers(root: string, topic: Pick<Topic, 'home'>): Promise<KnownAnswers> {
  const loaded: { zoo?: Zoo } = await load(root, topic).catch(() => ({}));
  const golden = await readFile(join(root, topic.home, 'findings.md'), 'utf8').catch(() => '');
  const { wrong = [], right = [] } = loaded.zoo ?? {};
  return {
    mistakes: wrong.map(({ name, fails, because, hint }) => {
      const saw = sawOf(golden, name);
      return { fails, because, rung: hint, ...(saw !== undefined && { saw }) };
    }),
    alternatives: right.map(({ because }) => because),
  };
}

/** A topic of this repository is named by a pattern, so that the prebuilt program holds its zoo. */
function load(root: string, { home }: Pick<Topic, 'home'>): Promise<{ zoo?: Zoo }> {
  if (root === rootDir) return import(`../topics/${basename(home)}/zoo.ts`);
  return import(pathToFileURL(join(root, home, 'zoo.ts')).href);
}

/**
 * The mistake a finding is a sign of: the rung to begin with, and the misconception in words when no other mistake looks
 * like this. Two sights are alike when they differ only in words with digits in them, which the seed makes. Pure.
 */
export function matchMistake(
  mistakes: readonly KnownMistake[],
  { id, saw }: { id: string; saw: string },
): { rung: number; because?: string } | undefined {
  const alike = mistakes.filter(({ fails }) => id.split('/').at(-1) === fails);
  const same = alike.filter(
    (mistake) => mistake.saw !== undefined && withoutValues(mistake.saw) === withoutValues(saw),
  );
  const fitting = same.length > 0 ? same : alike;
  if (fitting.length === 0) return undefined;
  const rung = Math.min(...fitting.map((mistake) => mistake.rung));
  const sentences = new Set(fitting.map(({ because }) => because));
  const [because] = sentences;
  // Without the same sight it may be a mistake nobody has thought of: then only the rung is sure.
  return because !== undefined && sentences.size === 1 && same.length > 0 ? { rung, because } : { rung };
}

/** The next rung of help, from 1, and what it is for. */
export interface NextHint {
  rung: number;
  /** The known mistake it is against, in words. */
  because?: string;
  /** Id of the finding whose mistake it is against. */
  hinted?: string;
}

/**
 * Chooses the next of `of` rungs: one more than `from`; but first, once for each finding, the one that helps against the
 * mistake it is a sign of. `hinted` is the finding for which that has been done. Pure.
 */
export function chooseHint({
  mistakes,
  finding,
  hinted,
  from,
  of,
}: {
  mistakes: readonly KnownMistake[];
  finding: { id: string; saw: string } | undefined;
  hinted: string | undefined;
  from: number;
  of: number;
}): NextHint {
  const mistake = finding && finding.id !== hinted ? matchMistake(mistakes, finding) : undefined;
  if (!mistake || !finding) return { rung: Math.min(from + 1, of) };
  const { because } = mistake;
  const rung = Math.min(mistake.rung, of);
  return { rung, hinted: finding.id, ...(because !== undefined && { because }) };
}

function withoutValues(text: string): string {
  return text.replace(/[\w-]*\d[\w-]*/g, '#');
}

/** What the first finding of a specimen saw, out of findings.md. */
function sawOf(golden: string, name: string): string | undefined {
  const part = golden.split(/^## (?=[a-z0-9-]+\r?\n)/m).find((text) => text.startsWith(`${name}\n`));
  return part && /^- saw: (.*)$/m.exec(part)?.[1];
}
