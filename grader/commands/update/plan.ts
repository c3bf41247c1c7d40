/** A path that is different in the newer course. */
export interface Change {
  path: string;
  kind: 'written' | 'deleted';
}

/** What an update does with each path. */
export interface Plan {
  take: Change[];
  /** Folders of exercises that the learner has changed and that are newer in the course: they stay as they are. */
  keptExercises: string[];
  /** Other files that were changed here and there: they stay as they are. */
  keptFiles: string[];
}

/**
 * Decides what is taken: everything new, except exercises that were changed here. An exercise stays as a whole, for its
 * files belong together. `changedHere`: paths that differ from the common state, files that are not in git included. Pure.
 */
export function planUpdate(changes: readonly Change[], changedHere: ReadonlySet<string>): Plan {
  const touched = new Set([...changedHere].flatMap((path) => exerciseOf(path) ?? []));
  const kept = (path: string) => {
    const exercise = exerciseOf(path);
    return exercise === undefined ? changedHere.has(path) : touched.has(exercise);
  };
  const stay = changes.map(({ path }) => path).filter(kept);
  return {
    take: changes.filter(({ path }) => !kept(path)),
    keptExercises: [...new Set(stay.flatMap((path) => exerciseOf(path) ?? []))].sort(),
    keptFiles: stay.filter((path) => exerciseOf(path) === undefined).sort(),
  };
}

/** The exercise a path belongs to, by its folder's name; dotfiles belong to nobody. Pure. */
export function exerciseOf(path: string): string | undefined {
  const [folder, exercise, ...rest] = path.split('/');
  return folder === 'exercises' && rest.length > 0 && !rest.some((part) => part.startsWith('.')) ? exercise : undefined;
}
