import type { Problem, Topic } from '../../catalog/topic.ts';

/** Topics that need a later one, or that are in a workshop and not in the longer ones. Pure. */
export function lintPaths(topics: readonly Pick<Topic, 'number' | 'slug' | 'lesson' | 'needs' | 'paths'>[]): Problem[] {
  const problems: Problem[] = [];
  for (const { number, lesson, needs, paths } of topics) {
    for (const need of needs) {
      const needed = topics.find(({ slug }) => slug === need);
      if (needed && needed.number >= number)
        problems.push({
          file: lesson,
          message: `\`needs\` names ${need}, which comes later`,
          repair: 'Name earlier topics.',
        });
    }
    const longer = { 'half-day': ['day', 'two-days'], day: ['two-days'], 'two-days': [] } as const;
    for (const path of paths) {
      const absent = longer[path].filter((other) => !paths.includes(other));
      if (absent.length > 0)
        problems.push({
          file: lesson,
          message: `is in ${path} and not in ${absent.join(', ')}`,
          repair: 'Add them to `paths`.',
        });
    }
  }
  return problems;
}
