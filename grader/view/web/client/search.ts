import MiniSearch from 'minisearch';
import type { SearchEntry } from '../messages.ts';

const resultsAtMost = 30;
const around = 90;

/** Makes the search page find, as one types; the words stand in the address, so that a search can be kept. */
export async function wakeSearch(index: string): Promise<void> {
  const form = document.querySelector<HTMLFormElement>('[data-search]');
  const input = form?.querySelector('input');
  const [list, count] = ['results', 'count'].map((name) => document.querySelector<HTMLElement>(`[data-${name}]`));
  if (!form || !input || !list || !count) return;
  const entries: SearchEntry[] = await (await fetch(index)).json();
  const search = new MiniSearch<SearchEntry>({
    fields: ['heading', 'title', 'text'],
    searchOptions: { boost: { heading: 4, title: 3 }, prefix: true, fuzzy: 0.15, combineWith: 'AND' },
  });
  search.addAll(entries);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const show = () => {
    const words = input.value.trim();
    const found = words === '' ? [] : search.search(words);
    count.textContent = words === '' ? '' : `${found.length} ${found.length === 1 ? 'place' : 'places'} found`;
    const shown = found.slice(0, resultsAtMost).flatMap(({ id, terms }) => {
      const entry = byId.get(String(id));
      return entry ? [renderResult(entry, terms)] : [];
    });
    list.replaceChildren(...shown);
    history.replaceState(null, '', words === '' ? location.pathname : `?q=${encodeURIComponent(words)}`);
  };
  form.addEventListener('submit', (event) => event.preventDefault());
  input.addEventListener('input', show);
  // Somebody may have begun to type while the index was on its way.
  input.value ||= new URLSearchParams(location.search).get('q') ?? '';
  input.focus();
  if (input.value !== '') show();
}

function renderResult({ title, heading, text, url }: SearchEntry, terms: string[]): HTMLElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = url;
  link.textContent = heading === '' ? title : `${title}: ${heading}`;
  const excerpt = document.createElement('p');
  const at = Math.max(0, ...terms.map((term) => text.toLowerCase().indexOf(term)));
  const from = Math.max(0, text.lastIndexOf(' ', Math.max(0, at - around)));
  excerpt.append(...markTerms(text.slice(from, at + around * 2), terms));
  item.append(link, excerpt);
  return item;
}

function markTerms(text: string, terms: string[]): (string | HTMLElement)[] {
  const pattern = terms.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  if (pattern === '') return [text];
  return text.split(new RegExp(`(${pattern})`, 'i')).map((part, index) => {
    if (index % 2 === 0) return part;
    const mark = document.createElement('mark');
    mark.textContent = part;
    return mark;
  });
}
