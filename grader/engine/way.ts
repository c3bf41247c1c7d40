import { FaultError } from '../catalog/fault.ts';
import type { EngineChoice, EngineKind } from './engine.ts';
import type { Flaw } from './executable.ts';
import type { Keeper } from './keeper.ts';
import { type Proof, proveEngine } from './prove.ts';

/** Why a way to get an engine is not open on this machine, and what opens it. */
export interface Refused {
  way: EngineKind;
  reason: string;
  /** A command or a sentence. */
  repair: string;
}

/** What trying a way has led to. */
export type Attempt = { kind: 'found'; choice: EngineChoice; proof: Proof } | { kind: 'refused'; refused: Refused };

/** What the search for an engine knows of this machine, given from outside. */
export interface Search {
  /** Folder of the clone. */
  root: string;
  /** Folder for what is fetched and remembered; see `openPlace`. */
  place: string;
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  arch: string;
  keeper: Keeper;
  /** Takes one line on what takes long. */
  report(line: string): void;
}

export function refuse(way: EngineKind, reason: string, repair: string): Attempt {
  return { kind: 'refused', refused: { way, reason, repair } };
}

/** Proves a choice by a round trip; a failure becomes the refusal with the given repair. */
export async function attempt(choice: EngineChoice, keeper: Keeper, repair: string): Promise<Attempt> {
  try {
    return { kind: 'found', choice, proof: await proveEngine(choice, keeper) };
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    return refuse(choice.kind, error.message, repair);
  }
}

/** A flaw of a file in words that follow its name. */
export function describeFlaw(flaw: Flaw): string {
  if (typeof flaw === 'object') return `is a program for ${flaw.madeFor}, which this machine cannot run`;
  const words = {
    missing: 'does not exist',
    'not-a-file': 'is not a file',
    'not-executable': 'may not be executed',
    'cut-off': 'is only a part of the program: a download that did not finish',
    'not-a-program': 'is not a program of any kind',
  };
  return words[flaw];
}
