import type { Grader } from '../verdict/grade.ts';
import type { WatchSurroundings } from './surroundings.ts';

/** A warm grader, and the keeper of its engine and hosts. */
export interface Bench {
  grader: Grader;
  close(): Promise<void>;
}

/**
 * Finds an engine and opens a grader that keeps spares ready. The SDK is loaded here, and not before: it takes most of a
 * second, and something is to be seen at once.
 * @throws FaultError when there is no engine.
 */
export async function openBench(surroundings: WatchSurroundings, report: (line: string) => void): Promise<Bench> {
  const { root, env, platform, arch } = surroundings;
  // gRPC prints its quarrels with a server that is being ended; it reads this when it is loaded.
  env.GRPC_VERBOSITY ??= 'NONE';
  const [{ findEngine }, { openKeeper }, { choosePath }, { openGrader }] = await Promise.all([
    import('../engine/find.ts'),
    import('../engine/keeper.ts'),
    import('../host/agreement.ts'),
    import('../verdict/grade.ts'),
  ]);
  const keeper = openKeeper();
  try {
    const { choice } = await findEngine({ root, env, platform, arch, keeper, report });
    const grader = openGrader({ root, ...(await choosePath(false)), choice, keeper, warm: true });
    return {
      grader,
      async close() {
        await grader.close();
        await keeper.close();
      },
    };
  } catch (error) {
    await keeper.close();
    throw error;
  }
}
