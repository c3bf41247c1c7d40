import type { Topic } from '../../catalog/topic.ts';
import type { Submission } from '../../submission/submission.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import type { Examined } from '../zoo/graders.ts';
import { describeVerdict } from '../zoo/judge.ts';

/** One submission of a soak, and what has to be said of it. */
export interface SoakCase {
  name: string;
  topic: Topic;
  /** @param dir where files may be laid */
  compose(dir: string): Promise<Submission>;
  /** What is wrong with a verdict; undefined when nothing is. A grading that was disturbed may come to none. */
  judge(examined: Examined, disturbed: boolean): string | undefined;
}

/** @param isRight gets the id of the first finding, or the kind of verdict without one; and the kind */
export function grading(
  name: string,
  topic: Topic,
  compose: SoakCase['compose'],
  isRight: (said: string, kind: Verdict['kind']) => boolean,
): SoakCase {
  const judge = (examined: Examined, disturbed: boolean) => {
    const { kind } = examined.verdict;
    if (disturbed && kind === 'inconclusive') return undefined;
    const said = describeVerdict(examined);
    return kind !== 'inconclusive' && isRight(said, kind) ? undefined : said;
  };
  return { name, topic, compose, judge };
}
