import { FaultError } from '../catalog/fault.ts';
import { unreachable } from '../catalog/unreachable.ts';
import type { EngineChoice, EngineKind } from './engine.ts';
import { type FindOptions, openSearch, readCircumstances } from './find.ts';
import { tryGiven } from './given.ts';
import { tryJvm } from './jvm.ts';
import { tryNative } from './native.ts';
import {
  checkJava,
  checkMaven,
  checkNode,
  checkNpm,
  checkPackages,
  checkSdk,
  checkSystem,
  type Row,
} from './prerequisites.ts';
import { proveEngine } from './prove.ts';
import { rememberChoice } from './remember.ts';
import type { Attempt, Refused, Search } from './way.ts';

export interface DiagnoseOptions extends FindOptions {
  /** As in `process.versions.node`. */
  node: string;
}

/**
 * Looks at everything the grader needs, each way to an engine by a round trip of its own (also a download that failed
 * not long ago), and remembers the first that works. Takes some seconds; `onRow` gets each row as soon as it is known.
 * The system is fit when no row is `missing` or `failed`.
 */
export async function diagnose(options: DiagnoseOptions, onRow: (row: Row) => void = () => {}): Promise<Row[]> {
  const rows: Row[] = [];
  const add = (...added: Row[]) => {
    rows.push(...added);
    added.forEach(onRow);
  };
  add(checkSystem(options.platform), checkNode(options.node));
  const search = await openSearch(options).catch((error: unknown) => error);
  if (search instanceof FaultError) {
    add({ name: 'disk', state: 'failed', detail: search.fault.message, repair: search.fault.repair });
    return rows;
  }
  if (!isSearch(search)) throw search;

  add(await checkNpm(search), await checkPackages(options.root));
  const sdk = await checkSdk(options.root);
  add(sdk);
  if (sdk.state !== 'ok') return rows;

  const attempts = await tryAll(search, options);
  const choice = attempts.map(({ result }) => result).find((result) => result?.kind === 'found')?.choice;
  add(...(await Promise.all([checkJava(search), checkMaven(search)])).map((row) => (choice ? excuse(row) : row)));
  add(...attempts.map(({ way, result }) => (choice ? excuse(rowOf(way, result)) : rowOf(way, result))));
  if (choice) await rememberChoice(search.place, await readCircumstances(search), choice);
  add(await checkRoundTrip(choice, search));
  return rows;
}

async function tryAll(search: Search, options: DiagnoseOptions) {
  return [
    { way: 'given' as const, result: await tryGiven(search) },
    { way: 'native' as const, result: await tryNative(search, { ...options, retry: true }) },
    { way: 'jvm' as const, result: await tryJvm(search) },
  ];
}

function rowOf(way: EngineKind, result: Attempt | undefined): Row {
  const name = nameOf(way);
  if (!result) return { name, state: 'unneeded', detail: 'KATA_ENGINE is not set' };
  if (result.kind === 'refused') return refusedRow(name, result.refused);
  const { choice, proof } = result;
  const where = choice.kind === 'jvm' ? `version ${choice.version} on ${choice.java}` : choice.executable;
  return { name, state: 'ok', detail: `${where}; skipped ${proof.days} days` };
}

function refusedRow(name: string, { reason, repair }: Refused): Row {
  return { name, state: 'missing', detail: reason, repair };
}

function nameOf(way: EngineKind): string {
  switch (way) {
    case 'given':
      return 'engine you name';
    case 'native':
      return 'native engine';
    case 'jvm':
      return 'engine on Java';
    default:
      return unreachable(way);
  }
}

/** What is missing on one way does not matter while another is open. */
function excuse(row: Row): Row {
  return row.state === 'missing' ? { ...row, state: 'unneeded' } : row;
}

async function checkRoundTrip(choice: EngineChoice | undefined, { keeper }: Search): Promise<Row> {
  const name = 'round trip';
  if (!choice) {
    const repair = 'Repair one of the three engines above; one is enough.';
    return { name, state: 'failed', detail: 'there is no engine to start', repair };
  }
  try {
    const { ms, days } = await proveEngine(choice, keeper);
    return { name, state: 'ok', detail: `started, skipped ${days} days, stopped: ${ms} ms (${choice.kind})` };
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    return { name, state: 'failed', detail: error.fault.message, repair: error.fault.repair };
  }
}

function isSearch(value: unknown): value is Search {
  return typeof value === 'object' && value !== null && 'place' in value;
}
