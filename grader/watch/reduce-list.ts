import { filterTopics, type ListedTopic, statesOf } from '../view/terminal/render-list.ts';
import type { Key, ListFilter, Page, State, Step } from './state.ts';
import { leave, only, quiet } from './steps.ts';

type ListPage = Extract<Page, { kind: 'list' }>;

const order: readonly ListFilter[] = ['all', 'open', 'passed', 'changed'];

/** The topics a list page shows. Pure. */
export function listedOn(state: State, { filter, search }: Pick<ListPage, 'filter' | 'search'>): ListedTopic[] {
  const { topics, desk } = state;
  const all = topics.map((topic) => ({
    topic,
    state: state.states[topic.slug] ?? ('untouched' as const),
    current: topic.slug === desk.topic.slug,
  }));
  const states = filter === 'all' ? undefined : statesOf[filter];
  return filterTopics(all, { search, ...(states && { states }) });
}

/** What a key does in the list; undefined when it does what it does everywhere. Pure. */
export function reduceListKey(before: State, page: ListPage, key: Key): Step | undefined {
  const state = quiet(before);
  const turn = (changed: Partial<ListPage>) => only(withCursor({ ...state, page: { ...page, ...changed } }));
  if (page.typing) return typeSearch(state, page, key) ?? turn({});
  if (key.kind === 'char') {
    if (key.char === '/') return turn({ typing: true, search: '' });
    if (key.char === 'f') return turn({ filter: order[(order.indexOf(page.filter) + 1) % order.length] ?? 'all' });
    if (key.char === 'j') return move(state, page, 1);
    if (key.char === 'k') return move(state, page, -1);
    return undefined;
  }
  if (key.kind === 'up') return move(state, page, -1);
  if (key.kind === 'down') return move(state, page, 1);
  if (key.kind === 'home' || key.kind === 'page-up') return move(state, page, Number.NEGATIVE_INFINITY);
  if (key.kind === 'end' || key.kind === 'page-down') return move(state, page, Number.POSITIVE_INFINITY);
  if (key.kind === 'enter') return pick(state, page);
  return undefined;
}

function typeSearch(state: State, page: ListPage, key: Key): Step | undefined {
  const turn = (changed: Partial<ListPage>) => only(withCursor({ ...state, page: { ...page, ...changed } }));
  if (key.kind === 'char') return turn({ search: page.search + key.char });
  if (key.kind === 'backspace') return turn({ search: page.search.slice(0, -1) });
  if (key.kind === 'enter') return turn({ typing: false });
  if (key.kind === 'escape') return turn({ typing: false, search: '' });
  if (key.kind === 'up') return move(state, page, -1);
  if (key.kind === 'down') return move(state, page, 1);
  return undefined;
}

function move(state: State, page: ListPage, by: number): Step {
  const listed = listedOn(state, page);
  const at = listed.findIndex(({ topic }) => topic.slug === page.cursor);
  const next = listed[Math.max(0, Math.min(at + by, listed.length - 1))];
  return only(next ? { ...state, page: { ...page, cursor: next.topic.slug } } : state);
}

/** The cursor stays on a topic that is shown. */
function withCursor(state: State): State {
  const { page } = state;
  if (page.kind !== 'list') return state;
  const listed = listedOn(state, page);
  const [first] = listed;
  if (!first || listed.some(({ topic }) => topic.slug === page.cursor)) return state;
  return { ...state, page: { ...page, cursor: first.topic.slug } };
}

function pick(state: State, { cursor }: ListPage): Step {
  const topic = state.topics.find(({ slug }) => slug === cursor);
  if (!topic) return only(state);
  if (topic.slug === state.desk.topic.slug) return only(leave(state));
  return { state: leave(state), effects: [{ kind: 'open', topic }] };
}
