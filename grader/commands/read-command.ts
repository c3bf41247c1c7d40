import { CommanderError, InvalidArgumentError, Option, Command as Program } from 'commander';
import { UsageError } from '../catalog/fault.ts';
import { nearestNames } from '../catalog/find-topic.ts';
import type { Command } from './command.ts';

const about = `Learn Temporal workflow orchestration by repairing broken workflows.
Without a command: a place to work in, where each save of the current exercise is checked.`;

const topicWords = `A topic is named by its number, its slug, or a beginning of the slug. Without one: the last graded
that has not passed, else the first not passed.`;

const exitCodes = 'Exit codes: 0 passed, 1 not passed, 2 wrong use, 3 a fault of the grader or the machine.';

/**
 * Reads the words after `kata`. Pure.
 * @throws UsageError on words it does not know, with the nearest ones it does.
 */
export function readCommand(args: readonly string[], version: string): Command {
  if (args[0] === 'selfcheck') return { kind: 'selfcheck', args: args.slice(1) };
  if (args[0] === 'bench') return { kind: 'selfcheck', args: ['--bench', ...args.slice(1)] };
  let command: Command | undefined;
  let told = '';
  const program = openProgram(version, (read) => {
    command = read;
  });
  for (const part of [program, ...program.commands]) {
    part.exitOverride().configureOutput({ writeOut: (text) => (told += text), writeErr: () => {} });
  }
  try {
    program.parse([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'tell', text: told.trimEnd() };
    throw new UsageError(sayError(error));
  }
  if (!command)
    throw new UsageError(`There is nothing to do for \`${args.join(' ')}\`. \`npx kata --help\` shows what there is.`);
  return command;
}

type Take = (command: Command) => void;

function openProgram(version: string, take: Take): Program {
  const program = new Program('kata').description(about).version(version, '-V, --version', 'show the version');
  program
    .helpCommand('help [command]', 'show the help of a command')
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', `\n${topicWords}\n\n${exitCodes}`)
    .option('--plain', 'ASCII, no colours, no cursor movement')
    .option('--seed <n>', 'repeat the inputs of an earlier grading', toSeed)
    .argument('[command]')
    .usage('[command] [options]')
    // Options after a command are that command's; so `--plain` works on both sides.
    .action((word: string | undefined, { plain, seed }: { plain?: true; seed?: number }) => {
      if (word !== undefined) throw unknownCommand(program, word);
      take({ kind: 'start', plain: plain === true, ...(seed !== undefined && { seed }) });
    });
  addCheck(program, take);
  addReading(program, take);
  addWork(program, take);
  addWeb(program, take);
  return program;
}

function addCheck(program: Program, take: Take): void {
  const check = program
    .command('check')
    .description('grade exercises and say what is wrong with them')
    .argument('[topic...]');
  check
    .option('--all', 'all topics')
    .option('--solutions', 'grade the solutions instead of the exercises')
    .option('--from <dir>', 'grade the files of this folder as the exercise of one topic')
    .option('--json', 'one JSON object a line, a line a topic')
    .option('--junit <file>', 'also write a JUnit XML file')
    .option('--lanes <n>', 'how many topics are graded at a time', toCount)
    .option('--official', "bundle and run as Temporal's SDK does by default; slower, same verdicts")
    .addOption(
      new Option('--sandbox <level>', 'run the code in a sandbox without network or files (Linux, bubblewrap)').choices(
        ['strict'],
      ),
    )
    .option('--seed <n>', 'repeat the inputs of an earlier grading', toSeed)
    .option('--full', 'all findings and timelines in full')
    .option('--report', 'without a verdict, write a folder to attach to an issue');
  addPlain(check).action((topics: string[], options) => {
    const { all = false, solutions = false, json = false, official = false, full = false, report = false } = options;
    const { from, junit, lanes } = options;
    // The program itself has this option as well, and takes it wherever it stands.
    const seed: number | undefined = options.seed ?? program.opts().seed;
    take({
      ...{ kind: 'check', topics, all, solutions, json, official, full, report, plain: isPlain(program, options) },
      ...(from !== undefined && { from }),
      ...(junit !== undefined && { junit }),
      ...(lanes !== undefined && { lanes }),
      ...(options.sandbox !== undefined && { sandbox: options.sandbox }),
      ...(seed !== undefined && { seed }),
    });
  });
}

function addReading(program: Program, take: Take): void {
  const list = program.command('list').description('show the topics and how far you are').argument('[search...]');
  list
    .addOption(new Option('--only <state>', 'only these topics').choices(['open', 'passed', 'changed']))
    .option('--json', 'one JSON object a line, a line a topic');
  addPlain(list).action((search: string[], { only, json = false, ...options }) =>
    take({ kind: 'list', search, json, plain: isPlain(program, options), ...(only !== undefined && { only }) }),
  );
  const lesson = program.command('lesson').description('read the lesson of a topic').argument('[topic]');
  addPlain(lesson).action((topic: string | undefined, options) =>
    take({ kind: 'lesson', ...(topic !== undefined && { topic }), plain: isPlain(program, options) }),
  );
  const hint = program
    .command('hint')
    .description('get a hint; ask again for the next, clearer one')
    .argument('[topic]');
  addPlain(hint.option('--all', 'all hints at once')).action((topic: string | undefined, options) => {
    const all = options.all === true;
    take({ kind: 'hint', ...(topic !== undefined && { topic }), all, plain: isPlain(program, options) });
  });
  const doctor = program.command('doctor').description('look at everything the grader needs on this machine');
  addPlain(doctor.option('--json', 'one JSON object')).action((options) =>
    take({ kind: 'doctor', json: options.json === true, plain: isPlain(program, options) }),
  );
}

function addWork(program: Program, take: Take): void {
  const next = program.command('next').description('go on to the next topic that has not passed');
  addPlain(next).action((options) => take({ kind: 'next', plain: isPlain(program, options) }));
  const diff = program.command('diff').description('compare your exercise with the solution').argument('<topic>');
  addPlain(diff).action((topic: string, options) => take({ kind: 'diff', topic, plain: isPlain(program, options) }));
  const reset = program.command('reset').description('bring the broken exercise back; a copy of your work is kept');
  addPlain(reset.argument('<topic>').option('--yes', 'do not ask')).action((topic: string, options) =>
    take({ kind: 'reset', topic, yes: options.yes === true, plain: isPlain(program, options) }),
  );
  program.command('bench').description('measure the grader on this machine').helpOption(false);
  const update = program.command('update').description('take what is new in the course; your exercises stay');
  addPlain(update).action((options) => take({ kind: 'update', plain: isPlain(program, options) }));
  const report = program.command('report').description('the grader is wrong: write a folder to attach to an issue');
  addPlain(report.argument('[topic]')).action((topic: string | undefined, options) =>
    take({ kind: 'report', ...(topic !== undefined && { topic }), plain: isPlain(program, options) }),
  );
  program.command('selfcheck').description('prove the course itself (`npm test`)').helpOption(false);
}

function addWeb(program: Program, take: Take): void {
  program
    .command('web')
    .description('the whole course in the browser')
    .option('--export <dir>', 'write the lessons as a site for any static host; no grading')
    .option('--host <address>', 'listen here instead of on this machine alone')
    .option('--port <n>', 'listen on this port', toPort)
    .option('--no-open', 'do not open a browser')
    .action(({ export: dir, host, port, open }) =>
      take({
        ...{ kind: 'web', open: open === true },
        ...(dir !== undefined && { export: dir }),
        ...(host !== undefined && { host }),
        ...(port !== undefined && { port }),
      }),
    );
}

function addPlain(command: Program): Program {
  return command.option('--plain', 'ASCII, no colours, no cursor movement');
}

function isPlain(program: Program, options: { plain?: boolean }): boolean {
  return options.plain === true || program.opts().plain === true;
}

function toCount(word: string): number {
  if (/^[1-9]\d?$/.test(word)) return Number(word);
  throw new InvalidArgumentError('It must be a whole number from 1 to 99.');
}

function toPort(word: string): number {
  if (/^\d{1,5}$/.test(word) && Number(word) < 65_536) return Number(word);
  throw new InvalidArgumentError('It must be a port, from 0 to 65535.');
}

function toSeed(word: string): number {
  if (/^\d{1,10}$/.test(word)) return Number(word);
  throw new InvalidArgumentError('It must be a whole number of at most ten digits.');
}

function unknownCommand(program: Program, word: string): UsageError {
  const names = program.commands.map((part) => part.name());
  const near = nearestNames(word, names).map((name) => `\`${name}\``);
  const isTopic = /^\d+$/.test(word) ? ` To grade a topic: \`npx kata check ${word}\`.` : '';
  const meant = near.length > 0 ? ` Nearest: ${near.join(', ')}.` : '';
  return new UsageError(`There is no command \`${word}\`.${meant}${isTopic} \`npx kata --help\` shows all commands.`);
}

function sayError({ message }: CommanderError): string {
  const [first = '', ...more] = message.replace(/^error: /, '').split('\n');
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1)}`.replace(/\.?$/, '.').replaceAll("'", '`');
  const meant = more.map((line) => line.replace(/^\(|\)$/g, '')).join(' ');
  return [sentence, meant, '`npx kata --help` shows what there is.'].filter((part) => part !== '').join(' ');
}
