import type { Parts } from './parts.ts';
import { wakeTimelines } from './timeline.ts';

/** A grading has begun: its checks will come one by one. */
export function showGrading(parts: Parts, of: number): void {
  const bar = parts.part('grading');
  bar.hidden = false;
  bar.setAttribute('max', String(of));
  bar.setAttribute('value', '0');
  parts.part('checks').replaceChildren();
  parts.part('verdict').classList.add('old');
}

export function showChecked(parts: Parts, { done, of, html }: { done: number; of: number; html: string }): void {
  const bar = parts.part('grading');
  bar.setAttribute('max', String(of));
  bar.setAttribute('value', String(done));
  parts.part('checks').insertAdjacentHTML('beforeend', html);
}

/** The verdict takes the place of the checks that were told before it. */
export function showVerdict(parts: Parts, markup: string): void {
  parts.part('grading').hidden = true;
  parts.part('checks').replaceChildren();
  const place = parts.part('verdict');
  place.classList.remove('old');
  place.innerHTML = markup;
  wakeTimelines(place);
}
