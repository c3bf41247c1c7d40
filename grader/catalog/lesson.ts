import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from './fault.ts';
import { splitFrontMatter } from './front-matter.ts';
import { type Heading, readHeadings } from './headings.ts';
import type { Topic } from './topic.ts';

/** One rung of help. */
export interface Hint {
  /** `A question`, `The concept`, … */
  title: string;
  /** Markdown. */
  text: string;
}

/** A lesson's text, taken apart. */
export interface Lesson {
  /** Markdown from after the front matter up to `## Hints`. */
  body: string;
  /** From the gentlest to the most explicit; four in a sound lesson. */
  hints: Hint[];
  /** GitHub's anchors of all headings, those of the hints included. */
  anchors: string[];
}

/**
 * Reads a topic's lesson.
 * @throws UsageError when the file is not there.
 */
export async function readLesson(root: string, topic: Pick<Topic, 'lesson'>): Promise<Lesson> {
  const file = topic.lesson;
  const text = await readFile(join(root, file), 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new UsageError(`The lesson ${file} is not there. \`git checkout -- ${file}\` brings it back.`);
  return parseLesson(text);
}

/** Takes a lesson's text apart. Pure. */
export function parseLesson(text: string): Lesson {
  const { body } = splitFrontMatter(text);
  const headings = readHeadings(body);
  const lines = body.split(/\r?\n/);
  const hints = headings.find(({ level, text: title }) => level === 2 && title === 'Hints');
  return {
    body: `${lines.slice(0, hints?.line).join('\n').trim()}\n`,
    hints: hints ? readRungs(lines, headings, hints) : [],
    anchors: headings.map(({ anchor }) => anchor),
  };
}

function readRungs(lines: string[], headings: Heading[], hints: Heading): Hint[] {
  const after = headings.slice(headings.indexOf(hints) + 1);
  const end = after.findIndex(({ level }) => level <= 2);
  const own = end === -1 ? after : after.slice(0, end);
  const rungs = own.filter(({ level, text }) => level === 3 && /^\d+\b/.test(text));
  return rungs.map(({ text, line }, index) => {
    const until = rungs[index + 1]?.line ?? after[end]?.line;
    return {
      title: text.replace(/^\d+[.:)]?\s*/, ''),
      text: lines
        .slice(line + 1, until)
        .join('\n')
        .trim(),
    };
  });
}
