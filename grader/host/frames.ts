import { SourceMap } from 'node:module';
import type { SourcePlace } from '../submission/build-problem.ts';
import { detachMap } from './source-map.ts';

/** Name of the node-side bundle in stacks. */
export const moduleCodeFile = 'submission-modules.cjs';

/** Reads a stack and gives the submission's own frames, like `chargeCard (activities.ts:12:27)`. */
export type FrameMapper = (stack: string) => string[];

/**
 * Makes a mapper for code of a submission. Stacks of workflows name its files already; those of the node-side bundle
 * (`moduleCode`, with its source map) are translated. Frames of the SDK, of Node and of `#world` are left out.
 */
export function openFrameMapper(moduleCode: string | undefined): FrameMapper {
  let map: SourceMap | undefined;
  return (stack) => {
    if (map === undefined && moduleCode !== undefined && stack.includes(moduleCodeFile)) {
      const data = detachMap(moduleCode).map;
      map = data && new SourceMap({ file: moduleCodeFile, sourceRoot: '', sourcesContent: [], ...data } as never);
    }
    return stack.split('\n').flatMap((line) => mapFrame(line, map) ?? []);
  };
}

const frame = /^\s+at (?:(.*) \()?(?:file:\/\/)?([^()]*?):(\d+):(\d+)\)?$/;

function mapFrame(text: string, map: SourceMap | undefined): string | undefined {
  const [, caller, file, line, column] = frame.exec(text) ?? [];
  if (file === undefined) return undefined;
  const place = file.endsWith(moduleCodeFile)
    ? findOriginal(map, Number(line), Number(column))
    : // The SDK counts columns of workflow code from 0.
      { file, line: Number(line), column: Number(column) + 1 };
  if (place === undefined || !isOwn(place.file)) return undefined;
  const where = `${place.file}:${place.line}:${place.column}`;
  return caller === undefined || /<anonymous>|\.ts$/.test(caller)
    ? where
    : `${caller.replace(/^Object\./, '')} (${where})`;
}

function findOriginal(map: SourceMap | undefined, line: number, column: number): SourcePlace | undefined {
  const entry = map?.findEntry(line - 1, column - 1);
  if (entry === undefined || !('originalSource' in entry)) return undefined;
  return { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

/** The place that a frame names, as a finding shows it. */
export function readPlace(mapped: string): SourcePlace | undefined {
  const [, file, line, column] = /([^\s()]+):(\d+):(\d+)\)?$/.exec(mapped) ?? [];
  return file === undefined ? undefined : { file, line: Number(line), column: Number(column) };
}

function isOwn(source: string): boolean {
  return /^(?![/\\#]|node:|[a-zA-Z]:)[^<>()]+\.(ts|json)$/.test(source) && !source.includes('node_modules');
}
