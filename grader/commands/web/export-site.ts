import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../catalog/fault.ts';
import { readCatalog } from '../../catalog/read-catalog.ts';
import { renderHome } from '../../view/web/home-page.ts';
import { exportedLinks } from '../../view/web/links.ts';
import { renderSearchPage } from '../../view/web/search-page.ts';
import { renderTopicPage } from '../../view/web/topic-page.ts';
import { buildAssets } from './build-assets.ts';
import { openLibrary } from './library.ts';

/**
 * Writes the lessons as a site without a server.
 * @returns how many pages there are.
 * @throws UsageError when the folder holds something else already, or can't be written.
 */
export async function exportSite(root: string, dir: string): Promise<number> {
  const there = await readdir(dir).catch((): string[] => []);
  if (there.length > 0 && !there.includes('search-index.json'))
    throw new UsageError(`${dir} is not empty, and no earlier export. Name a new folder.`);
  const [{ topics }, assets] = await Promise.all([readCatalog(root), buildAssets(root)]);
  const links = exportedLinks;
  const library = openLibrary({ root, links, version: assets.version });
  const pages = new Map([
    [
      links.home,
      renderHome(
        topics.map((topic) => ({ topic, current: false })),
        links,
      ),
    ],
    [links.search, renderSearchPage(links, 'search-index.json')],
  ]);
  for (const topic of topics) {
    const lesson = await library.lesson(topic);
    pages.set(links.topic(topic.folder), renderTopicPage({ topic, topics, lesson, links, served: false }));
  }
  try {
    await mkdir(dir, { recursive: true });
    for (const [name, text] of pages) await writeFile(join(dir, name), text);
    await writeFile(join(dir, 'search-index.json'), JSON.stringify(await library.searchIndex(topics)));
    await cp(assets.dir, join(dir, 'assets'), { recursive: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`${dir} can't be written (${code}). Name another folder.`);
  }
  return pages.size;
}
