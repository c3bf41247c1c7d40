/** Which workshop plans include a topic. */
export type WorkshopPath = 'half-day' | 'day' | 'two-days';

/** What a lesson's front matter says of its topic. */
export interface FrontMatter {
  title: string;
  /** One sentence. */
  summary: string;
  /** One sentence on what this is worth in production, for those who passed; the summary serves where it is left out. */
  matters?: string;
  /** Reading and exercise, for a newcomer. */
  minutes: number;
  /** Links into Temporal's documentation. */
  docs: { title: string; url: string }[];
  /** The files a learner edits, relative to the exercise. */
  edits: string[];
  /** Slugs of the topics to know first. */
  needs: string[];
  paths: WorkshopPath[];
}

/** One of the topics; all places are relative to the clone, with forward slashes. */
export interface Topic extends FrontMatter {
  number: number;
  /** Its identity: `saga-pattern-with-compensation`. */
  slug: string;
  /** Number and slug: `06-saga-pattern-with-compensation`. */
  folder: string;
  lesson: string;
  exercise: string;
  solution: string;
  /** Its folder in the grader, with checks, zoo and `shipped/`. */
  home: string;
}

/** Something in the course that does not fit; shown with its repair. */
export interface Problem {
  /** Relative to the clone. */
  file: string;
  message: string;
  repair: string;
}

const folderName = /^(\d{2})-([a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** Number and slug of a topic's folder name, or undefined for any other name. */
export function splitFolderName(folder: string): { number: number; slug: string } | undefined {
  const [, number, slug] = folderName.exec(folder) ?? [];
  return number !== undefined && slug !== undefined ? { number: Number(number), slug } : undefined;
}

/** Where the parts of a topic lie. */
export function placesOf(folder: string): Pick<Topic, 'folder' | 'lesson' | 'exercise' | 'solution' | 'home'> {
  return {
    folder,
    lesson: `lessons/${folder}.md`,
    exercise: `exercises/${folder}`,
    solution: `solutions/${folder}`,
    home: `grader/topics/${folder}`,
  };
}
