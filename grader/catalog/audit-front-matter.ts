import { parseYaml } from './front-matter.ts';
import { compileSchema } from './schema.ts';
import type { Problem } from './topic.ts';

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
  matters: text,
  minutes: { type: 'integer', minimum: 1, maximum: 180 },
  docs: { type: 'array', items: link },
  edits: { type: 'array', items: { type: 'string', pattern: '\\.ts$' }, minItems: 1, uniqueItems: true },
  needs: slugs,
  paths: { type: 'array', items: { enum: ['half-day', 'day', 'two-days'] }, uniqueItems: true },
};

const examples: Record<keyof typeof properties, string> = {
  title: '`title: Undo in order`',
  summary: '`summary: one sentence`',
  matters: '`matters: one sentence on what it is worth in production`',
  minutes: '`minutes: 25`',
  docs: 'a list of `- title: …` and `url: https://…`',
  edits: '`edits: [workflows.ts]`',
  needs: '`needs: [ideal-use-cases]`, or `needs: []`',
  paths: '`paths: [half-day, day, two-days]`, or fewer of them',
};

const schema = {
  type: 'object',
  required: Object.keys(properties).filter((field) => field !== 'matters'),
  additionalProperties: false,
  properties,
};

/** What is wrong with the front matter of a lesson, `file`. */
export function auditFrontMatter(yaml: string | undefined, file: string): Problem[] {
  if (yaml === undefined) {
    const repair = `Begin it with \`---\`, the fields ${Object.keys(properties).join(', ')}, and \`---\`.`;
    return [{ file, message: 'there is no front matter', repair }];
  }
  const parsed = parseYaml(yaml);
  if ('reason' in parsed) {
    const repair = 'Put a text with a colon or a quote in it into quotes; indent lists by two spaces.';
    return [{ file, message: `the front matter is not YAML: ${parsed.reason}`, repair }];
  }
  return compileSchema(schema)(parsed.value).map(({ field, message }) => ({
    file,
    message: field === '' ? `the front matter ${message}` : `\`${field}\` ${message}`,
    repair: repairOf(field.split('.')[0] ?? ''),
  }));
}

function repairOf(field: string): string {
  const example = Object.entries(examples).find(([name]) => name === field)?.[1];
  return example ? `Write ${example}.` : `Its fields are ${Object.keys(properties).join(', ')}.`;
}
