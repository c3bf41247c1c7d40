import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Topic } from '../../catalog/topic.ts';
import { chooseCurrent } from '../../progress/choose-current.ts';
import { readProgress } from '../../progress/progress-file.ts';
import { readState } from '../../progress/read-state.ts';
import { type MappedTopic, renderHome } from '../../view/web/home-page.ts';
import { html } from '../../view/web/html.ts';
import type { ServerMessage } from '../../view/web/messages.ts';
import { renderMessage } from '../../view/web/page.ts';
import { renderSearchPage } from '../../view/web/search-page.ts';
import { renderTopicPage } from '../../view/web/topic-page.ts';
import { print } from '../surroundings.ts';
import type { Assets } from './build-assets.ts';
import { tellChanges } from './exercise-files.ts';
import type { Answer, Site } from './http.ts';
import { openTypesBridge, type TypesBridge } from './types-bridge.ts';
import { actions, type Workshop } from './workbench.ts';

type Follower = (message: ServerMessage) => void;

/** Who follows which topic, by folder. */
export class Followers {
  private readonly sets = new Map<string, Set<Follower>>();

  of(folder: string): Set<Follower> {
    const set = this.sets.get(folder) ?? new Set();
    this.sets.set(folder, set);
    return set;
  }
}

const searchIndex = '/search-index.json';

/** The course behind the server: its pages, and what they ask for. */
export async function openSite(shop: Workshop, assets: Assets, followers: Followers): Promise<Site> {
  const files = await loadAssets(assets);
  const bridges = new Map<string, TypesBridge>();
  const topicOf = (folder: string) => shop.catalog.topics.find((topic) => topic.folder === folder);
  return {
    report: (error) => print(shop.surroundings.stderr, `The grader broke: ${error.stack ?? error.message}`),
    message: (title, text) => renderMessage(title, html`<p>${text}</p>`, shop.links),
    async get(path) {
      const asset = files.get(path);
      if (asset) return asset;
      const history = /^\/api\/([\w-]+)\/history\/(\d+)$/.exec(path);
      if (history) return readHistory(shop, topicOf(history[1] ?? ''), Number(history[2]));
      return await getPage(shop, path, topicOf(path.slice(1)));
    },
    async act(folder, action, body) {
      const topic = topicOf(folder);
      if (!topic) return undefined;
      if (action === 'types') return passToTypes(body, bridges);
      return Object.hasOwn(actions, action) ? await actions[action]?.(shop, topic, body) : undefined;
    },
    async close() {
      await Promise.all([...bridges.values()].map((bridge) => bridge.close()));
    },
    follow(folder, send) {
      const topic = topicOf(folder);
      return topic && follow(topic, send, { shop, followers, bridges });
    },
  };
}

interface Following {
  shop: Workshop;
  followers: Followers;
  bridges: Map<string, TypesBridge>;
}

/** A page that is open: it hears of its topic, of the files, and of a language server of its own. */
function follow(topic: Topic, send: Follower, { shop, followers, bridges }: Following): () => void {
  const { root, platform, arch } = shop.surroundings;
  const page = crypto.randomUUID();
  const set = followers.of(topic.folder).add(send);
  const endWatching = tellChanges(root, topic, (files) => send({ kind: 'files', files }));
  let open = true;
  void openTypesBridge({
    ...{ root, platform, arch, dir: join(root, topic.exercise) },
    onMessage: (text) => send({ kind: 'types', text }),
    onEnd: () => send({ kind: 'types-ended' }),
  }).then((bridge) => {
    if (!open) return void bridge.close();
    bridges.set(page, bridge);
    send({ kind: 'types-ready', page });
  }, nothing);
  send({ kind: 'hello' });
  return () => {
    open = false;
    set.delete(send);
    endWatching();
    void bridges.get(page)?.close();
    bridges.delete(page);
  };
}

function passToTypes(body: unknown, bridges: Map<string, TypesBridge>): object | undefined {
  const { page, text } = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  if (typeof page !== 'string' || typeof text !== 'string') return undefined;
  bridges.get(page)?.send(text);
  return {};
}

async function getPage(shop: Workshop, path: string, topic: Topic | undefined): Promise<Answer | undefined> {
  const { catalog, links, library } = shop;
  const { topics } = catalog;
  if (topic) {
    const lesson = await library.lesson(topic);
    return { type: 'text/html', body: renderTopicPage({ topic, topics, lesson, links, served: true }) };
  }
  if (path === links.home) return { type: 'text/html', body: renderHome(await mapTopics(shop), links) };
  if (path === links.search) return { type: 'text/html', body: renderSearchPage(links, searchIndex) };
  if (path === searchIndex)
    return { type: 'application/json', body: JSON.stringify(await library.searchIndex(topics)) };
  return undefined;
}

async function mapTopics({ catalog }: Workshop): Promise<MappedTopic[]> {
  const progress = await readProgress(catalog.root);
  const current = chooseCurrent(catalog, progress);
  return Promise.all(
    catalog.topics.map(async (topic) => ({
      topic,
      state: await readState(catalog, topic, progress[topic.slug]),
      current: topic === current,
    })),
  );
}

function readHistory({ verdicts }: Workshop, topic: Topic | undefined, index: number): Answer | undefined {
  const verdict = topic && verdicts.get(topic.slug)?.verdict;
  const history = verdict && verdict.kind !== 'passed' ? verdict.findings[index]?.timeline?.history : undefined;
  return history ? { type: 'application/json', body: history, download: `${topic?.slug}-history.json` } : undefined;
}

const types = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' } as const;

/** Kept in memory: a newer grader may clear the cache while this one serves. */
async function loadAssets({ dir, version }: Assets): Promise<Map<string, Answer>> {
  const entries = (await readdir(dir)).map(async (name): Promise<[string, Answer]> => {
    const type = Object.entries(types).find(([ending]) => name.endsWith(`.${ending}`))?.[1] ?? 'text/javascript';
    const body = new Uint8Array(await readFile(join(dir, name)));
    return [`/assets/${version}/${name}`, { type, body, immutable: true }];
  });
  return new Map(await Promise.all(entries));
}

function nothing(): void {}
