/** Files of a submission by name. */
export type Files = Readonly<Record<string, string>>;

/** A submission that does something it should not, and what has to be said of it all the same. */
export interface Attack {
  name: string;
  /** What it tries, in one sentence. */
  tries: string;
  /** The answer it is built on: the right one, or the exercise as it is shipped. */
  base: 'solution' | 'shipped';
  /** The files it adds or replaces. */
  files(base: Files): Files;
  /** Names of links it lays into its folder, and where they lead; relative to the repository. */
  links?: Readonly<Record<string, string>>;
  /** The verdict, and the kind of its first finding where only one will do. */
  verdict: { kind: 'passed' } | { kind: 'failed' | 'unrunnable'; first?: string };
}

const loadsActivities = "import { refusalsAreFinal } from '#world';";
const fetchesRate = /async fetchRate\(\{ currency, date \}: \{ currency: string; date: string \}\) \{/;
const beginsInvoice = 'const { orderId, email, cents, currency, date } = order;';

/** Runs `code` when a worker loads the activities. */
export function onLoad(code: string): Attack['files'] {
  return (base) => ({ 'activities.ts': insert(base, 'activities.ts', loadsActivities, `${loadsActivities}\n${code}`) });
}

/** Runs `code` at the start of an activity; it may import at the top of the file. */
export function inActivity(code: string, imports = ''): Attack['files'] {
  return (base) => {
    const text = base['activities.ts'] ?? '';
    const [opening] = fetchesRate.exec(text) ?? [];
    if (!opening) throw new Error('there is no fetchRate in activities.ts');
    return { 'activities.ts': `${imports}\n${text.replace(opening, `${opening}\n${code}`)}` };
  };
}

/** Runs `code` at the start of the workflow. */
export function inWorkflow(code: string, imports = ''): Attack['files'] {
  return (base) => {
    const edited = insert(base, 'workflows.ts', beginsInvoice, `${beginsInvoice}\n${code}`);
    return { 'workflows.ts': `${imports}\n${edited}` };
  };
}

function insert(base: Files, file: string, replace: string, by: string): string {
  const text = base[file] ?? '';
  if (text.split(replace).length !== 2) throw new Error(`${file} must hold once: ${replace}`);
  return text.replace(replace, () => by);
}
