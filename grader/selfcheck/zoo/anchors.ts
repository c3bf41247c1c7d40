import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readLesson } from '../../catalog/lesson.ts';

/** Finds out whether lessons have the headings that others point to; reads each lesson once. */
export class Anchors {
  private readonly lessons = new Map<string, Promise<string[]>>();

  constructor(private readonly root: string) {}

  /** Whether the place `lessons/NN-slug.md#anchor` exists. */
  async has(place: string): Promise<boolean> {
    const [lesson = '', anchor = ''] = place.split('#');
    return (await this.of(lesson)).includes(anchor);
  }

  /** The anchors of a lesson; none when there is no such lesson. */
  of(lesson: string): Promise<string[]> {
    const known = this.lessons.get(lesson) ?? this.read(lesson);
    this.lessons.set(lesson, known);
    return known;
  }

  /** Whether there is such a lesson. */
  knows(place: string): boolean {
    return existsSync(join(this.root, place.split('#')[0] ?? ''));
  }

  private async read(lesson: string): Promise<string[]> {
    return this.knows(lesson) ? (await readLesson(this.root, { lesson })).anchors : [];
  }
}
