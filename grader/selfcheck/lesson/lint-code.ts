import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem, Topic } from '../../catalog/topic.ts';
import { findTypeErrors } from '../compile.ts';
import { takeBlocks } from './markdown-blocks.ts';

/** Blocks of TypeScript in the lessons that do not compile by themselves; all of them in one run of the compiler. */
export async function lintCode(root: string, topics: readonly Pick<Topic, 'lesson' | 'folder'>[]): Promise<Problem[]> {
  const files = new Map<string, string>();
  const origins = new Map<string, { lesson: string; line: number }>();
  for (const { lesson, folder } of topics) {
    const text = await readFile(join(root, lesson), 'utf8').catch(() => '');
    for (const block of takeBlocks(text).blocks) {
      if (!/^(ts|typescript)$/.test(block.info)) continue;
      const name = `${folder}/line-${block.line}.ts`;
      files.set(name, block.text);
      origins.set(name, { lesson, line: block.line });
    }
  }
  return (await findTypeErrors(root, files)).map(({ file, line, message }) => {
    const origin = origins.get(file);
    return {
      file: origin?.lesson ?? file,
      message: `line ${(origin?.line ?? 1) + line - 1}: ${message}`,
      repair: 'Let the block import and declare what it uses; a few lines that cannot are ```ts fragment.',
    };
  });
}
