/** Where the pages of the course are; a served site and an exported one differ in this. */
export interface Links {
  home: string;
  search: string;
  /** Page of a topic by its folder name, with an optional `#anchor`. */
  topic(folder: string, anchor?: string): string;
  /** A built file by its name: `main.js`. */
  asset(name: string): string;
}

/** Addresses on our own server. */
export function servedLinks(version: string): Links {
  return {
    home: '/',
    search: '/search',
    topic: (folder, anchor = '') => `/${folder}${anchor}`,
    asset: (name) => `/assets/${version}/${name}`,
  };
}

/** Addresses relative to each other, so that the site works in any folder of any static host. */
export const exportedLinks: Links = {
  home: 'index.html',
  search: 'search.html',
  topic: (folder, anchor = '') => `${folder}.html${anchor}`,
  asset: (name) => `assets/${name}`,
};

/** The page that a finding's `lessons/NN-slug.md#anchor`, or a link inside a lesson, leads to; undefined for others. */
export function lessonLink(target: string, links: Links): string | undefined {
  const [, folder, anchor] = /^(?:\.?\/?lessons\/|\.\/)?(\d{2}-[a-z0-9-]+)\.md(#[^\s]*)?$/.exec(target) ?? [];
  return folder === undefined ? undefined : links.topic(folder, anchor);
}
