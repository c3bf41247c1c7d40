import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from './fault.ts';
import { openFrontMatterReader, splitFrontMatter } from './front-matter.ts';
import { type Heading, readHeadings } from './headings.ts';
import type { FrontMatter, Problem, Topic } from './topic.ts';

/** One rung of help. */
export interface Hint {
  /** `A question`, `The concept`, … */
  title: string;
  /** Markdown. */
  text: string;
}

/** A lesson's text, taken apart. */
export interface Lesson {
  frontMatter: Partial<FrontMatter>;
  /** Markdown from after the front matter up to `## Hints`. */
  body: string;
  /** From the gentlest to the most explicit; four in a sound lesson. */
  hints: Hint[];
  /** GitHub's anchors of all headings, those of the hints included. */
  anchors: string[];
  problems: Problem[];
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
  return parseLesson(text, file);
}

/** Takes a lesson's text apart; `file` is named in the problems. Pure. */
export function parseLesson(text: string, file: string): Lesson {
  const { yaml, body } = splitFrontMatter(text);
  const { fields, problems } = openFrontMatterReader()(yaml, file);
  const headings = readHeadings(body);
  const lines = body.split(/\r?\n/);
  const hints = headings.find(({ level, text: title }) => level === 2 && title === 'Hints');
  const rungs = hints ? readRungs(lines, headings, hints) : [];
  if (rungs.length !== 4 || rungs.some(({ text: words }) => words === ''))
    problems.push(hintProblem(file, rungs.length));
  return {
    frontMatter: fields,
    body: `${lines.slice(0, hints?.line).join('\n').trim()}\n`,
    hints: rungs,
    anchors: headings.map(({ anchor }) => anchor),
    problems,
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

function hintProblem(file: string, count: number): Problem {
  return {
    file,
    message: `there must be four hints with a text each; ${count} found`,
    repair:
      'End it with `## Hints` and `### 1 A question`, `### 2 The concept`, `### 3 The place`, `### 4 Nearly the code`.',
  };
}
