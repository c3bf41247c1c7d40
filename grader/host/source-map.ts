import path from 'node:path';

/** The parts of a source map, version 3, that are used here. */
export interface SourceMapData {
  version: number;
  file?: string;
  sources: string[];
  names: string[];
  mappings: string;
  sourcesContent?: unknown;
}

const marker = '//# sourceMappingURL=data:application/json;base64,';

/** Appends a map to code. */
export function attachMap(code: string, map: SourceMapData): string {
  return `${code}\n${marker}${Buffer.from(JSON.stringify(map)).toString('base64')}\n`;
}

/** Splits code from the map at its end. */
export function detachMap(code: string): { code: string; map: SourceMapData | undefined } {
  const at = code.lastIndexOf('//# sourceMappingURL=data:');
  if (at === -1) return { code, map: undefined };
  const encoded = code.slice(code.indexOf('base64,', at) + 'base64,'.length).trimEnd();
  return { code: code.slice(0, at), map: JSON.parse(Buffer.from(encoded, 'base64').toString()) };
}

/** Names sources anew and leaves their contents out; `lines` is how many lines were put before the code. */
export function adaptMap(map: SourceMapData, rename: (source: string) => string, lines = 0): SourceMapData {
  const { version, names, mappings } = map;
  return { version, sources: map.sources.map(rename), names, mappings: ';'.repeat(lines) + mappings };
}

/** How a file of a bundle is named in stacks: one of the submission by its relative path, any other by its last part. */
export function nameSource(source: string): string {
  const own = /^(?:.*\/)?submission:(.*)$/.exec(source)?.[1];
  return own ?? `#${path.posix.basename(source)}`;
}
