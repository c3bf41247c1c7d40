import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { readHeadings } from '../../catalog/headings.ts';
import type { Problem } from '../../catalog/topic.ts';
import { readLinks, takeBlocks } from './markdown-blocks.ts';

/**
 * Links of a Markdown file that lead to no file or to no heading; those that leave the clone are not followed.
 * @param file relative to the clone
 */
export async function lintLinks(root: string, file: string): Promise<Problem[]> {
  const text = await readFile(join(root, file), 'utf8');
  const problems: Problem[] = [];
  for (const { target, line } of readLinks(takeBlocks(text).prose)) {
    if (/^[a-z]+:/i.test(target)) continue;
    const [path = '', anchor] = target.split('#');
    const place = path === '' ? file : normalize(join(dirname(file), decodeURI(path))).replaceAll('\\', '/');
    if (!existsSync(join(root, place))) {
      problems.push({ file, message: `line ${line} links to ${place}, which is not there`, repair: 'Mend the link.' });
    } else if (anchor && place.endsWith('.md')) {
      const headings = readHeadings(await readFile(join(root, place), 'utf8'));
      if (!headings.some((heading) => heading.anchor === anchor))
        problems.push({ file, message: `line ${line}: ${place} has no heading #${anchor}`, repair: 'Mend the link.' });
    }
  }
  return problems;
}
