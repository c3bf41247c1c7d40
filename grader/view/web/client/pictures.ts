import { isDark } from './theme-switch.ts';

/** The part of mermaid that is used; it comes as a script of its own. */
interface Mermaid {
  initialize(options: object): void;
  render(id: string, source: string): Promise<{ svg: string }>;
}

declare global {
  var mermaid: Mermaid | undefined;
}

/** Draws pictures when they are about to be seen, and again when the theme changes. */
export function wakePictures(figures: readonly HTMLElement[], script: string): void {
  const sources = new Map(figures.map((figure) => [figure, figure.textContent ?? '']));
  const drawn = new Set<HTMLElement>();
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting || !(target instanceof HTMLElement)) continue;
        seen.unobserve(target);
        drawn.add(target);
        void load(script).then((mermaid) => draw(target, sources.get(target) ?? '', mermaid));
      }
    },
    { rootMargin: '300px' },
  );
  for (const figure of figures) seen.observe(figure);
  const again = async () => {
    const mermaid = await load(script);
    for (const figure of drawn) await draw(figure, sources.get(figure) ?? '', mermaid);
  };
  addEventListener('kata-theme', () => void again());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => void again());
}

let loading: Promise<Mermaid> | undefined;
let count = 0;
let queue: Promise<void> = Promise.resolve();

function load(script: string): Promise<Mermaid> {
  loading ??= new Promise((resolve, reject) => {
    const element = document.createElement('script');
    element.src = script;
    element.addEventListener('load', () =>
      globalThis.mermaid ? resolve(globalThis.mermaid) : reject(new Error('mermaid did not load')),
    );
    element.addEventListener('error', () => reject(new Error('mermaid did not load')));
    document.head.append(element);
  });
  return loading;
}

/** One after the other: mermaid measures in the page. The source stays where a picture can't be drawn. */
function draw(figure: HTMLElement, source: string, mermaid: Mermaid): Promise<void> {
  queue = queue.then(async () => {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: 'strict',
      theme: isDark() ? 'dark' : 'neutral',
      fontFamily: 'system-ui, sans-serif',
      themeVariables: { xyChart: chartColours() },
      ...(still && { flowchart: { curve: 'linear' } }),
    });
    try {
      const { svg } = await mermaid.render(`picture-${count++}`, source);
      const caption = figure.parentElement?.querySelector('figcaption')?.textContent;
      figure.innerHTML = svg;
      figure.classList.add('drawn');
      const drawing = figure.querySelector('svg');
      drawing?.setAttribute('role', 'img');
      drawing?.setAttribute('aria-label', caption ?? 'Picture');
      drawing?.removeAttribute('aria-roledescription');
    } catch {
      figure.textContent = source;
    }
  });
  return queue;
}

/** The bars of mermaid's neutral theme are as good as white, and whoever names one colour of a chart has to name all. */
function chartColours(): Record<string, string> {
  const page = getComputedStyle(document.documentElement);
  const [bar, ink] = [page.getPropertyValue('--strong'), page.getPropertyValue('--text')];
  const axes = ['xAxis', 'yAxis'].flatMap((axis) =>
    ['Label', 'Title', 'Tick', 'Line'].map((part) => `${axis}${part}Color`),
  );
  return {
    plotColorPalette: bar,
    backgroundColor: 'transparent',
    ...Object.fromEntries(axes.map((name) => [name, ink])),
  };
}
