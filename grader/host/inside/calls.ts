import { unreachable } from '../../catalog/unreachable.ts';
import type { CallArgument, CallRequest, Json, Marker } from '../call.ts';
import type { FrameMapper } from '../frames.ts';
import type { CallAnswer } from '../protocol.ts';
import { describeAnswer, toJson } from './answer.ts';
import type { Modules } from './modules.ts';
import { describeThrown } from './thrown.ts';

/** What stands behind the markers of a call's arguments. */
export interface Injectables {
  client(): Promise<unknown>;
  taskQueue: string | undefined;
  bundles: Record<string, { code: string }>;
  report(value: Json): void;
}

export interface CallContext {
  modules: Modules;
  mapper: FrameMapper;
  injectables: Injectables;
  /** Values that earlier calls kept, by name. */
  kept: Map<string, unknown>;
}

type Target = { kind: 'found'; value: unknown; owner: unknown } | { kind: 'answer'; answer: CallAnswer };

/** Calls or reads an export, or calls a method of a kept value. Never rejects. */
export async function performCall(context: CallContext, request: CallRequest): Promise<CallAnswer> {
  const target = findTarget(context, request);
  if (target.kind === 'answer') return target.answer;
  const name = 'on' in request ? request.method : request.export;
  try {
    const value = await produce(context, request, target);
    if (value instanceof NotAFunction) return { kind: 'not-a-function', name, type: describeType(target.value) };
    if (request.keepAs === undefined) return { kind: 'value', ...describeAnswer(value) };
    context.kept.set(request.keepAs, value);
    return { kind: 'kept', members: listMembers(value) };
  } catch (thrown) {
    return { kind: 'thrown', error: describeThrown(thrown, context.mapper) };
  }
}

class NotAFunction {}

async function produce(
  context: CallContext,
  request: CallRequest,
  target: Target & { kind: 'found' },
): Promise<unknown> {
  if (request.args === undefined) return target.value;
  if (typeof target.value !== 'function') return new NotAFunction();
  const args = await Promise.all(request.args.map((argument) => inject(context, argument)));
  return await Reflect.apply(target.value, target.owner, args);
}

function findTarget({ kept, modules, mapper }: CallContext, request: CallRequest): Target {
  if ('on' in request) return findMember(kept.get(request.on), request.method);
  try {
    return findMember(modules.load(request.file), request.export);
  } catch (thrown) {
    return {
      kind: 'answer',
      answer: { kind: 'load-failed', file: request.file, error: describeThrown(thrown, mapper) },
    };
  }
}

function findMember(owner: unknown, name: string): Target {
  const value = Object(owner)[name];
  if (value === undefined) return { kind: 'answer', answer: { kind: 'missing', name, found: listMembers(owner) } };
  return { kind: 'found', value, owner };
}

/** Names and types of what an object offers, its class's methods included: `refund: function`. */
export function listMembers(owner: unknown): string[] {
  if (typeof owner !== 'object' || owner === null) return [];
  const prototype: unknown = Object.getPrototypeOf(owner);
  const inherited = typeof prototype === 'object' && prototype !== null && prototype !== Object.prototype;
  const names = [...Object.keys(owner), ...(inherited ? Object.getOwnPropertyNames(prototype) : [])];
  const members = names.filter((name) => name !== 'constructor' && name !== '__esModule');
  return [...new Set(members)].map((name) => `${name}: ${describeType(Reflect.get(owner, name))}`);
}

function describeType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

async function inject(context: CallContext, argument: CallArgument): Promise<unknown> {
  if (typeof argument !== 'object' || argument === null) return argument;
  if (Array.isArray(argument)) return Promise.all(argument.map((part) => inject(context, part)));
  if (isMarker(argument)) return resolveMarker(context, argument);
  const parts = Object.entries(argument).map(async ([key, part]) => [key, await inject(context, part)] as const);
  return Object.fromEntries(await Promise.all(parts));
}

function isMarker(argument: object): argument is Marker {
  return '$' in argument && typeof argument.$ === 'string';
}

function resolveMarker({ injectables, modules }: CallContext, marker: Marker): unknown {
  switch (marker.$) {
    case 'client':
      return injectables.client();
    case 'taskQueue':
      return injectables.taskQueue;
    case 'directory':
      return process.cwd();
    case 'report':
      return (value: unknown) => injectables.report(toJson(value) ?? null);
    case 'world':
      return modules.services()[marker.service];
    case 'bundle':
      return injectables.bundles[marker.workflows];
    default:
      return unreachable(marker);
  }
}
