import type { Topic } from '../../catalog/topic.ts';
import { unreachable } from '../../catalog/unreachable.ts';
import { openPen, type Pen, type Screen } from './screen.ts';

/** What an update came to. */
export type UpdateTold =
  | { kind: 'current'; remote: string }
  /** No clone: `changed` are the exercises with work in them. */
  | { kind: 'archive'; changed: string[] }
  | {
      kind: 'updated';
      files: number;
      /** Topics that were not there before. */
      added: Topic[];
      /** Topics with a newer broken exercise, whose exercise stays as it is here. */
      kept: Topic[];
      /** Other files that were changed here and there. */
      keptFiles: string[];
      /** Topics that have passed and whose checks are newer. */
      recheck: Topic[];
      /** Packages have to be installed. */
      packages: boolean;
    };

/** What a learner reads after an update. */
export function renderUpdate(told: UpdateTold, screen: Screen): string {
  const pen = openPen(screen);
  switch (told.kind) {
    case 'current':
      return [
        pen.wrap(`The course is up to date with ${told.remote}.`),
        pen.wrap('If that is a fork of yours, say where the original is, and run it again:'),
        pen.wrapCode('git remote add upstream ADDRESS', '  '),
      ].join('\n');
    case 'archive':
      return renderArchive(told.changed, pen);
    case 'updated':
      return renderUpdated(told, pen);
    default:
      return unreachable(told);
  }
}

function renderArchive(changed: readonly string[], pen: Pen): string {
  const copies = [...changed.map((path) => `cp -R ${path} NEW/exercises/`), 'cp .kata/progress.json NEW/.kata/'];
  const words =
    'This is no git clone but an unpacked archive, so there is nothing to update from. Get the course again, unpack it beside this one, run it once, and carry your work over (NEW is its folder):';
  return [pen.wrap(pen.text(words)), '', ...copies.map((line) => pen.wrapCode(line, '  '))].join('\n');
}

function renderUpdated(told: Extract<UpdateTold, { kind: 'updated' }>, pen: Pen): string {
  const { files, added, kept, keptFiles, recheck, packages } = told;
  const wrap = (text: string, rest = '') => pen.wrap(pen.text(text), { first: '', rest });
  const item = (text: string) => pen.wrap(pen.text(text), { first: `${pen.symbol('bullet')} `, rest: '  ' });
  const blocks = [
    [
      wrap(
        `The course is new: ${files} ${files === 1 ? 'file' : 'files'} taken. Your progress and your exercises are as they were.`,
      ),
    ],
    added.length === 0 ? [] : ['New topics:', ...added.map(({ folder, title }) => item(`${folder}: ${title}`))],
    kept.length === 0
      ? []
      : [
          wrap(
            'Exercises with your work in them that have a newer broken version. They stay as they are; reset brings the newer one, and keeps a copy of your work:',
          ),
          ...kept.map(({ folder, number }) => item(`${folder}: \`npx kata reset ${number}\``)),
        ],
    keptFiles.length === 0
      ? []
      : [wrap('Files that were changed here and in the course. They stay as they are here:'), ...keptFiles.map(item)],
    recheck.length === 0
      ? []
      : [wrap(`Passed, with newer checks: \`npx kata check ${recheck.map(({ number }) => number).join(' ')}\``)],
    packages ? [wrap('Packages are brought up to date by the next start.')] : [],
    [wrap('What was here before is kept in git: `git diff refs/kata/before-update` shows the difference.')],
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}
