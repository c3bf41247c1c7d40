import { parse } from 'yaml';
import type { FrontMatter } from './topic.ts';

const empty: FrontMatter = { title: '', summary: '', minutes: 0, docs: [], edits: [], needs: [], paths: [] };
/** As `empty`, with what may be left out. */
const known: Required<FrontMatter> = { ...empty, matters: '' };

/** The two parts of a lesson's file; the front matter is undefined when there is none. */
export function splitFrontMatter(lesson: string): { yaml: string | undefined; body: string } {
  const match = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(lesson);
  return match ? { yaml: match[1], body: lesson.slice(match[0].length) } : { yaml: undefined, body: lesson };
}

/** What YAML says, or why it can't be read. */
export function parseYaml(yaml: string): { value: unknown } | { reason: string } {
  try {
    return { value: parse(yaml) };
  } catch (error) {
    return { reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  }
}

/**
 * The fields of front matter as far as they are usable; the others are empty, and the title is made of the slug. Lenient,
 * so that a slip in a lesson stops nobody from grading; `auditFrontMatter` names it.
 */
export function readFrontMatter(yaml: string | undefined, slug: string): FrontMatter {
  const parsed = parseYaml(yaml ?? '');
  const given: object = 'value' in parsed && typeof parsed.value === 'object' ? (parsed.value ?? {}) : {};
  const title = `${slug.charAt(0).toUpperCase()}${slug.slice(1)}`.replaceAll('-', ' ');
  const fitting = Object.entries(given).filter(([name, value]) => {
    const like = Object.entries(known).find(([field]) => field === name)?.[1];
    return typeof value === typeof like && Array.isArray(value) === Array.isArray(like) && value !== '';
  });
  return { ...empty, title, ...Object.fromEntries(fitting) };
}
