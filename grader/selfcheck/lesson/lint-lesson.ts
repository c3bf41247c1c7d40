import { splitFrontMatter } from '../../catalog/front-matter.ts';
import { readHeadings } from '../../catalog/headings.ts';
import type { Problem, Topic } from '../../catalog/topic.ts';
import { type Block, takeBlocks } from './markdown-blocks.ts';

const lines = { least: 120, most: 250 };
const fragmentsAtMost = 1;

/** What a lesson lacks: length, pictures with captions, questions with folded answers, closing hints. Pure. */
export function lintLesson(topic: Pick<Topic, 'lesson'>, text: string): Problem[] {
  const { blocks, prose } = takeBlocks(text);
  const found = [
    ...lintLength(text),
    ...lintPictures(blocks),
    ...lintQuestions(prose),
    ...lintOrder(text),
    ...lintFragments(blocks),
  ];
  return found.map(({ message, repair }) => ({ file: topic.lesson, message, repair }));
}

type Slip = Omit<Problem, 'file'>;

function lintLength(text: string): Slip[] {
  const count = splitFrontMatter(text).body.trim().split('\n').length;
  if (count >= lines.least && count <= lines.most) return [];
  return [{ message: `has ${count} lines`, repair: `Bring it to ${lines.least} to ${lines.most}.` }];
}

function lintPictures(blocks: Block[]): Slip[] {
  const pictures = blocks.filter(({ info }) => info === 'mermaid');
  if (pictures.length === 0) return [{ message: 'has no picture', repair: 'Draw one in a ```mermaid block.' }];
  const bare = pictures.filter(({ text }) => !/^%% caption: \S.{9,}/.test(text));
  return bare.map(({ line }) => ({
    message: `the picture in line ${line} has no caption`,
    repair: 'Begin the block with `%% caption: …`: it is all that a terminal shows of the picture.',
  }));
}

function lintQuestions(prose: string): Slip[] {
  const section = sectionOf(prose, 'Check yourself');
  if (section === undefined)
    return [
      { message: 'has no heading `## Check yourself`', repair: 'Ask three questions there, with folded answers.' },
    ];
  const answers = [...section.matchAll(/<details>\s*<summary>[^<]+<\/summary>([\s\S]*?)<\/details>/g)];
  const empty = answers.filter((match) => (match[1] ?? '').trim() === '');
  const questions = section.replace(/<details>[\s\S]*?<\/details>/g, '').match(/\?/g) ?? [];
  if (answers.length === 3 && empty.length === 0 && questions.length >= 3) return [];
  return [
    {
      message: `\`## Check yourself\` has ${questions.length} questions and ${answers.length - empty.length} folded answers`,
      repair: 'Ask three questions, each followed by `<details><summary>Answer</summary>`, the answer, `</details>`.',
    },
  ];
}

function lintOrder(text: string): Slip[] {
  const sections = readHeadings(text).filter(({ level }) => level === 2);
  const missing = ['In the exercise', 'Where to read more', 'Hints'].filter(
    (name) => !sections.some((s) => s.text === name),
  );
  const last = sections.at(-1);
  return [
    ...missing.map((name) => ({ message: `has no heading \`## ${name}\``, repair: 'Write that section.' })),
    ...(last && missing.length === 0 && last.text !== 'Hints'
      ? [
          {
            message: `ends with \`## ${last.text}\``,
            repair: 'Put `## Hints` last, so that nobody reads them by accident.',
          },
        ]
      : []),
  ];
}

function lintFragments(blocks: Block[]): Slip[] {
  const fragments = blocks.filter(({ info }) => /^ts\s+fragment$/.test(info));
  if (fragments.length <= fragmentsAtMost) return [];
  const where = fragments.map(({ line }) => line).join(', ');
  return [
    {
      message: `has ${fragments.length} fragments (lines ${where})`,
      repair: `Make all but ${fragmentsAtMost} stand alone.`,
    },
  ];
}

function sectionOf(text: string, title: string): string | undefined {
  const headings = readHeadings(text);
  const start = headings.find((heading) => heading.level === 2 && heading.text === title);
  if (!start) return undefined;
  const end = headings.find(({ level, line }) => level <= 2 && line > start.line);
  return text
    .split('\n')
    .slice(start.line + 1, end?.line)
    .join('\n');
}
