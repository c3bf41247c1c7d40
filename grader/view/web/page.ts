import { type Html, html, type Piece } from './html.ts';
import type { Links } from './links.ts';

/** What every page is made of. */
export interface Page {
  title: string;
  links: Links;
  /** What goes into `<main>`. */
  content: Piece;
  /** For the style sheet, and for the script that wakes the page up. */
  kind: 'home' | 'topic' | 'lesson' | 'search' | 'message';
  /** Attributes of `<body>`: plain data for the script. */
  data?: Record<string, string>;
}

/** A whole document. The theme is set by a script of a few bytes before anything is drawn, so that nothing flashes. Pure. */
export function renderPage({ title, links, content, kind, data = {} }: Page): string {
  const attributes = Object.entries({ page: kind, ...data }).map(([name, value]) => html` data-${name}="${value}"`);
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${links.asset('icon.svg')}" type="image/svg+xml">
<script src="${links.asset('theme.js')}"></script>
<link rel="stylesheet" href="${links.asset('style.css')}">
<script type="module" src="${links.asset('main.js')}"></script>
</head>
<body${attributes}>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<nav aria-label="Course">
<a class="brand" href="${links.home}">Kata: Temporal workflows</a>
<a href="${links.search}">Search</a>
<button type="button" data-theme-switch hidden>Theme</button>
</nav>
</header>
<main id="main" tabindex="-1">
${content}
</main>
</body>
</html>
`;
  return document.text;
}

/** A page that says one thing. */
export function renderMessage(title: string, text: Html, links: Links): string {
  return renderPage({ title, links, kind: 'message', content: html`<h1>${title}</h1>${text}` });
}

/** `1 h 30 min`. */
export function sayMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [hours > 0 && `${hours} h`, (rest > 0 || hours === 0) && `${rest} min`];
  return parts.filter(Boolean).join(' ');
}
