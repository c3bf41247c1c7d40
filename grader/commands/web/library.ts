import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLesson } from '../../catalog/lesson.ts';
import type { Topic } from '../../catalog/topic.ts';
import { openCodeHighlight } from '../../view/web/highlight-code.ts';
import { type Html, raw } from '../../view/web/html.ts';
import type { Links } from '../../view/web/links.ts';
import type { SearchEntry } from '../../view/web/messages.ts';
import { type LessonHtml, renderLesson } from '../../view/web/render-lesson.ts';
import { listEntries } from '../../view/web/search-page.ts';

/** The lessons as HTML, each rendered when it is asked for and again when its text has changed. */
export interface Library {
  lesson(topic: Topic): Promise<LessonHtml>;
  hints(topic: Topic): Promise<{ title: string; body: Html }[]>;
  searchIndex(topics: readonly Topic[]): Promise<SearchEntry[]>;
}

export interface LibraryOptions {
  root: string;
  links: Links;
  /** Of the renderers: what another one has made is made anew. */
  version: string;
}

/** Opens the lessons. To load a grammar takes longer than all else, so what was made is kept in `.kata/cache`. */
export function openLibrary({ root, links, version }: LibraryOptions): Library {
  const cache = join(root, '.kata', 'cache', 'lessons');
  const kept = new Map<string, Promise<LessonHtml>>();
  let highlight: ReturnType<typeof openCodeHighlight> | undefined;
  const render = (text: string): Promise<LessonHtml> => {
    const key = createHash('sha256')
      .update(JSON.stringify([version, links.home, text]))
      .digest('hex')
      .slice(0, 24);
    const known = kept.get(key) ?? renderOnce(text, join(cache, `${key}.json`));
    kept.set(key, known);
    return known;
  };
  const renderOnce = async (text: string, file: string): Promise<LessonHtml> => {
    const made = await readKept(file);
    if (made) return made;
    highlight ??= openCodeHighlight();
    const lesson = renderLesson(text, { links, highlight: await highlight });
    await keep(file, lesson);
    return lesson;
  };
  const lesson = async (topic: Topic) => render((await readLesson(root, topic)).body);
  return {
    lesson,
    async hints(topic) {
      const { hints } = await readLesson(root, topic);
      return Promise.all(hints.map(async ({ title, text }) => ({ title, body: (await render(text)).body })));
    },
    async searchIndex(topics) {
      const lists = await Promise.all(topics.map(async (topic) => listEntries(topic, await lesson(topic), links)));
      return lists.flat();
    },
  };
}

async function readKept(file: string): Promise<LessonHtml | undefined> {
  try {
    const { body, ...rest }: Omit<LessonHtml, 'body'> & { body: string } = JSON.parse(await readFile(file, 'utf8'));
    return { ...rest, body: raw(body) };
  } catch {
    return undefined;
  }
}

/** A clone that can't be written is as good, only slower. */
async function keep(file: string, lesson: LessonHtml): Promise<void> {
  try {
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, JSON.stringify({ ...lesson, body: lesson.body.text }));
  } catch {
    // The next start renders it again.
  }
}
