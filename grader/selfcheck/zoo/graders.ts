import type { CheckResult } from '../../check/run-checks.ts';
import { findEngine } from '../../engine/find.ts';
import { openKeeper } from '../../engine/keeper.ts';
import type { BuildPath } from '../../host/build.ts';
import { type GradeRequest, type Grader, openGrader } from '../../verdict/grade.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import type { Surroundings } from '../surroundings.ts';

/** A verdict, and what each check came to before folding. */
export interface Examined {
  verdict: Verdict;
  results: CheckResult[];
}

/** Some lanes that share the work: each examination takes the first that is free. */
export interface Graders {
  examine(request: GradeRequest): Promise<Examined>;
  close(): Promise<void>;
}

export interface GradersOptions extends Pick<Surroundings, 'root' | 'env' | 'platform' | 'arch'> {
  lanes: number;
  path: BuildPath;
  /** Takes one line on what takes long. */
  report(line: string): void;
}

/** Finds an engine and opens lanes on it. @throws FaultError when there is no engine. */
export async function openGraders({ lanes, path, report, ...machine }: GradersOptions): Promise<Graders> {
  const keeper = openKeeper();
  const { choice } = await findEngine({ ...machine, keeper, report });
  const all = Array.from({ length: lanes }, () => openGrader({ root: machine.root, path, choice, keeper }));
  const free: Grader[] = [...all];
  const waiting: ((grader: Grader) => void)[] = [];
  const take = () => {
    const grader = free.pop();
    return grader ? Promise.resolve(grader) : new Promise<Grader>((resolve) => waiting.push(resolve));
  };
  const give = (grader: Grader) => {
    const next = waiting.shift();
    if (next) next(grader);
    else free.push(grader);
  };
  return {
    async examine(request) {
      const grader = await take();
      try {
        return await grader.examine(request);
      } finally {
        give(grader);
      }
    },
    async close() {
      await Promise.allSettled(all.map((grader) => grader.close()));
      await keeper.close();
    },
  };
}
