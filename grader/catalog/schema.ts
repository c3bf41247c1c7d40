import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';

/** One thing that a value does wrong. */
export interface Misfit {
  /** Dotted path of the field, e.g. `docs.0.url`; `''` for the value itself. */
  field: string;
  /** What follows the field's name in a sentence: `must be integer`. */
  message: string;
}

/** Makes a function that lists how a value departs from a JSON Schema (2020-12); an empty list means that it fits. */
export function compileSchema(schema: object): (value: unknown) => Misfit[] {
  const validate = new Ajv2020({ allErrors: true, strictRequired: false, strictTypes: false }).compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(describe));
}

function describe(error: ErrorObject): Misfit {
  const path = error.instancePath.split('/').slice(1);
  const { missingProperty, additionalProperty, allowedValues } = error.params;
  if (typeof missingProperty === 'string')
    return { field: [...path, missingProperty].join('.'), message: 'is missing' };
  if (typeof additionalProperty === 'string')
    return { field: [...path, additionalProperty].join('.'), message: 'is not a known field' };
  const choice = Array.isArray(allowedValues) ? `must be one of ${allowedValues.join(', ')}` : undefined;
  return { field: path.join('.'), message: choice ?? error.message ?? 'does not fit' };
}
