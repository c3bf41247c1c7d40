import type { Json, OddValue } from '../call.ts';

const maxOdd = 50;

/** What JSON makes of a value, and every part of it that JSON would drop or change. Pure. */
export function describeAnswer(value: unknown): { json: Json | undefined; odd: OddValue[] } {
  const odd: OddValue[] = [];
  visit(value, '$', { odd, ancestors: [] });
  return { json: toJson(value), odd };
}

/** What JSON makes of a value; undefined when nothing. */
export function toJson(value: unknown): Json | undefined {
  try {
    const text = JSON.stringify(value);
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Walk {
  odd: OddValue[];
  ancestors: object[];
}

function visit(value: unknown, at: string, walk: Walk): void {
  if (walk.odd.length >= maxOdd) return;
  const is = classify(value, walk.ancestors);
  if (is !== undefined) walk.odd.push({ at, is, text: show(value) });
  if (typeof value !== 'object' || value === null || is === 'cycle' || is === 'date') return;
  const inner = { odd: walk.odd, ancestors: [...walk.ancestors, value] };
  if (Array.isArray(value)) {
    // Not forEach: holes count too.
    for (let index = 0; index < value.length; index++) visit(value[index], `${at}[${index}]`, inner);
  } else {
    for (const [key, part] of Object.entries(value)) visit(part, `${at}.${key}`, inner);
  }
}

function classify(value: unknown, ancestors: object[]): OddValue['is'] | undefined {
  switch (typeof value) {
    case 'undefined':
    case 'function':
    case 'symbol':
    case 'bigint':
      return typeof value as 'undefined';
    case 'number':
      return Number.isNaN(value) ? 'not-a-number' : Number.isFinite(value) ? undefined : 'infinite';
    case 'object':
      return value === null ? undefined : classifyObject(value, ancestors);
    default:
      return undefined;
  }
}

function classifyObject(value: object, ancestors: object[]): OddValue['is'] | undefined {
  if (ancestors.includes(value)) return 'cycle';
  if (value instanceof Date) return 'date';
  if (value instanceof Map) return 'map';
  if (value instanceof Set) return 'set';
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || addsNothing(prototype) ? undefined : 'instance';
}

/** Whether a value loses nothing with its prototype; a module's namespace and Object.create(null) have none. */
function addsNothing(prototype: unknown): boolean {
  if (typeof prototype !== 'object' || prototype === null || prototype === Object.prototype) return true;
  const isBare = Reflect.ownKeys(prototype).every((key) => key === 'constructor');
  return isBare && addsNothing(Object.getPrototypeOf(prototype));
}

function show(value: unknown): string {
  if (typeof value === 'function') return value.name === '' ? 'a function' : `function ${value.name}`;
  if (typeof value !== 'object' || value === null) return String(value);
  const name = value.constructor?.name ?? 'object';
  return value instanceof Date ? `Date ${Number.isNaN(value.valueOf()) ? 'invalid' : value.toISOString()}` : name;
}
