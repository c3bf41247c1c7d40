/** Temporal's own server with a clock that can be skipped; one per lane. */
export interface Engine {
  kind: EngineKind;
  /** Version of the server, e.g. `1.38.0`; for a binary the user names, what it says of itself or `unknown`. */
  version: string;
  /** `host:port` of its gRPC endpoint, loopback only. */
  address: string;
  /** Process id of the server, for measuring memory. */
  pid: number | undefined;
  /** Resolves when the server process has ended, expected or not. */
  exited: Promise<void>;
  /** Ends the server; safe to call twice. */
  stop(): Promise<void>;
}

export type EngineKind = 'given' | 'native' | 'jvm';

/** A proven way to start an engine; plain data, so that it can be remembered in a file. */
export type EngineChoice =
  | { kind: 'given' | 'native'; version: string; executable: string }
  | { kind: 'jvm'; version: string; java: string; classPath: string[]; archive?: string };
