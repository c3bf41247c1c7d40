import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalog } from '../../catalog/read-catalog.ts';
import type { Topic, WorkshopPath } from '../../catalog/topic.ts';

const begin = (name: string) => `<!-- generated: ${name} (npm run generate) -->`;
const end = (name: string) => `<!-- end: ${name} -->`;

const workshops: { path: WorkshopPath; title: string }[] = [
  { path: 'half-day', title: 'Half a day' },
  { path: 'day', title: 'A day' },
  { path: 'two-days', title: 'Two days' },
];

/** The README with its generated parts as they should be, or which marks it lacks. Pure. */
export function renderReadme(text: string, { topics }: Pick<Catalog, 'topics'>): { text: string; missing: string[] } {
  const parts = { topics: renderTopics(topics), workshops: renderWorkshops(topics) };
  const missing: string[] = [];
  let result = text;
  for (const [name, content] of Object.entries(parts)) {
    const [from, to] = [result.indexOf(begin(name)), result.indexOf(end(name))];
    if (from < 0 || to < from) missing.push(`${begin(name)} … ${end(name)}`);
    else result = `${result.slice(0, from + begin(name).length)}\n\n${content}\n\n${result.slice(to)}`;
  }
  return { text: result, missing };
}

/** What README.md lacks to be current, in one sentence; undefined when it is. */
export async function compareReadme(root: string, catalog: Catalog): Promise<string | undefined> {
  const text = await readFile(join(root, 'README.md'), 'utf8').catch(() => undefined);
  if (text === undefined) return 'README.md is missing.';
  const { text: now, missing } = renderReadme(text, catalog);
  if (missing.length > 0) return `README.md has no marks ${missing.join(' and ')}. Put them where its tables belong.`;
  return now === text ? undefined : 'README.md has tables that are not current. Run `npm run generate`.';
}

/** Writes the generated parts of README.md. @returns what stands in the way, or undefined. */
export async function writeReadme(root: string, catalog: Catalog): Promise<string | undefined> {
  const file = join(root, 'README.md');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text !== undefined) {
    const { text: now } = renderReadme(text, catalog);
    if (now !== text) await writeFile(file, now);
  }
  return compareReadme(root, catalog);
}

function renderTopics(topics: readonly Topic[]): string {
  const rows = topics.map(
    ({ number, title, summary, minutes, lesson }) =>
      `| ${number} | [${cell(title)}](${lesson}) | ${cell(summary)} | ${minutes} min |`,
  );
  return ['| | Topic | | |', '| --: | --- | --- | --: |', ...rows].join('\n');
}

function renderWorkshops(topics: readonly Topic[]): string {
  const rows = workshops.map(({ path, title }) => {
    const own = topics.filter(({ paths }) => paths.includes(path));
    const minutes = own.reduce((sum, topic) => sum + topic.minutes, 0);
    const names = own.map(({ number }) => String(number).padStart(2, '0')).join(', ');
    return `| ${title} | ${names || 'none yet'} | ${hours(minutes)} |`;
  });
  return ['| Workshop | Topics | Time |', '| --- | --- | --: |', ...rows].join('\n');
}

function hours(minutes: number): string {
  const [full, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [...(full > 0 ? [`${full} h`] : []), ...(rest > 0 || full === 0 ? [`${rest} min`] : [])].join(' ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
