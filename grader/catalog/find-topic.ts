import { distance } from 'fastest-levenshtein';
import { UsageError } from './fault.ts';
import type { Catalog } from './read-catalog.ts';
import type { Topic } from './topic.ts';

/**
 * The topic a word names: number (`6`, `06`), slug, folder (also as a path: `exercises/06-…/`), or a beginning of the
 * slug or folder that only one topic has.
 * @throws UsageError with the nearest names.
 */
export function findTopic({ topics }: Pick<Catalog, 'topics'>, word: string): Topic {
  const name = lastPart(word);
  const exact = topics.find(
    ({ number, slug, folder }) => slug === name || folder === name || (/^\d+$/.test(name) && Number(name) === number),
  );
  if (exact) return exact;
  const begun =
    name === '' ? [] : topics.filter(({ slug, folder }) => slug.startsWith(name) || folder.startsWith(name));
  const [only, ...others] = begun;
  if (only && others.length === 0) return only;
  if (only) throw new UsageError(`\`${word}\` could be ${list(begun)}. Write more of the name, or its number.`);
  throw new UsageError(`There is no topic \`${word}\`. ${suggestion(topics, name)}\`npx kata list\` shows all topics.`);
}

/** The names nearest to a word, at most three, nearest first; none that is far off. */
export function nearestNames(word: string, names: string[]): string[] {
  const limit = Math.min(word.length - 1, Math.max(2, Math.ceil(word.length / 3)));
  return names
    .map((name) => ({ name, far: Math.min(distance(word, name), distance(word, name.slice(0, word.length)) + 1) }))
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => name);
}

function suggestion(topics: Topic[], word: string): string {
  const near = new Set(
    nearestNames(
      word,
      topics.flatMap(({ slug }) => [slug, ...slug.split('-')]),
    ),
  );
  const meant = topics.filter(({ slug }) => near.has(slug) || slug.split('-').some((part) => near.has(part)));
  const nearest = meant.length > 0 ? meant : nearestWhole(topics, word);
  return nearest.length > 0 ? `Nearest: ${list(nearest.slice(0, 3))}. ` : '';
}

function nearestWhole(topics: Topic[], word: string): Topic[] {
  return [...topics].sort((a, b) => distance(word, a.slug) - distance(word, b.slug)).slice(0, 3);
}

function list(topics: Topic[]): string {
  return topics.map(({ folder }) => folder).join(', ');
}

function lastPart(word: string): string {
  return (
    word
      .toLowerCase()
      .replace(/[/\\]+$/, '')
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/\.md$/, '') ?? ''
  );
}
