import { parse } from 'yaml';
import { compileSchema } from './schema.ts';
import type { FrontMatter, Problem } from './topic.ts';

const text = { type: 'string', minLength: 1 };
const slugs = { type: 'array', items: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' }, uniqueItems: true };
const link = {
  type: 'object',
  required: ['title', 'url'],
  additionalProperties: false,
  properties: { title: text, url: { type: 'string', pattern: '^https://' } },
};
const properties = {
  title: text,
  summary: text,
  minutes: { type: 'integer', minimum: 1, maximum: 180 },
  docs: { type: 'array', items: link },
  edits: { type: 'array', items: { type: 'string', pattern: '\\.ts$' }, minItems: 1, uniqueItems: true },
  needs: slugs,
  paths: { type: 'array', items: { enum: ['half-day', 'day', 'two-days'] }, uniqueItems: true },
};

const examples: Record<keyof typeof properties, string> = {
  title: '`title: Undo in order`',
  summary: '`summary: one sentence`',
  minutes: '`minutes: 25`',
  docs: 'a list of `- title: …` and `url: https://…`',
  edits: '`edits: [workflows.ts]`',
  needs: '`needs: [ideal-use-cases]`, or `needs: []`',
  paths: '`paths: [half-day, day, two-days]`, or fewer of them',
};

/** The two parts of a lesson's file; the front matter is undefined when there is none. */
export function splitFrontMatter(lesson: string): { yaml: string | undefined; body: string } {
  const match = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(lesson);
  return match ? { yaml: match[1], body: lesson.slice(match[0].length) } : { yaml: undefined, body: lesson };
}

/**
 * Makes a reader of front matter (the schema is compiled once). `file` is named in the problems.
 * With problems, `fields` has what could be read.
 */
export function openFrontMatterReader(): (
  yaml: string | undefined,
  file: string,
) => { fields: Partial<FrontMatter>; problems: Problem[] } {
  const misfits = compileSchema({
    type: 'object',
    required: Object.keys(properties),
    additionalProperties: false,
    properties,
  });
  return (yaml, file) => {
    if (yaml === undefined) return { fields: {}, problems: [missing(file)] };
    const parsed = parseYaml(yaml, file);
    if ('problem' in parsed) return { fields: {}, problems: [parsed.problem] };
    const found = misfits(parsed.value);
    const bad = new Set(found.map(({ field }) => field.split('.')[0] ?? ''));
    const entries = bad.has('') ? [] : Object.entries(parsed.value ?? {}).filter(([name]) => !bad.has(name));
    return {
      fields: Object.fromEntries(entries),
      problems: found.map(({ field, message }) => ({
        file,
        message: field === '' ? `the front matter ${message}` : `\`${field}\` ${message}`,
        repair: repairOf(field.split('.')[0] ?? ''),
      })),
    };
  };
}

function parseYaml(yaml: string, file: string): { value: object | null } | { problem: Problem } {
  try {
    return { value: parse(yaml) };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    const repair = 'Put a text with a colon or a quote in it into quotes; indent lists by two spaces.';
    return { problem: { file, message: `the front matter is not YAML: ${reason}`, repair } };
  }
}

function missing(file: string): Problem {
  const repair = `Begin it with \`---\`, the fields ${Object.keys(properties).join(', ')}, and \`---\`.`;
  return { file, message: 'there is no front matter', repair };
}

function repairOf(field: string): string {
  const example = Object.entries(examples).find(([name]) => name === field)?.[1];
  return example ? `Write ${example}.` : `Its fields are ${Object.keys(properties).join(', ')}.`;
}
