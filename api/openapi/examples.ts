// Examples for the OpenAPI document: the schemas' own where they have one, else made of their parts. A test holds every one of them to its schema.
import { exampleValues } from './example-values.ts';

/** As much of JSON Schema as the contract's schemas use. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  examples?: unknown[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  minItems?: number;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  default?: unknown;
  minimum?: number;
  pattern?: string;
  format?: string;
}

export type Components = Record<string, JsonSchema>;

/** A value that the schema takes. `name` is the property's, which says what it is about. */
export function exampleOf(schema: JsonSchema, components: Components, name = ''): unknown {
  const target = resolve(schema, components);
  if (target.examples?.[0] !== undefined) return structuredClone(target.examples[0]);
  if (target.const !== undefined) return target.const;
  const known = exampleValues[name];
  if (known !== undefined && fits(known, target, components)) return known;
  if (target.enum) return target.enum[0];
  const [choice] = (target.anyOf ?? target.oneOf ?? target.allOf ?? []).filter((one) => one.type !== 'null');
  if (choice) return exampleOf(choice, components, name);
  const type = [target.type].flat().find((one) => one !== 'null');
  if (type === 'object') return Object.fromEntries(Object.entries(target.properties ?? {}).map(([key, property]) => [key, exampleOf(property, components, key)]));
  if (type === 'array') return [exampleOf(target.items ?? {}, components, name.replace(/s$/, ''))];
  if (type === 'boolean') return target.default ?? false;
  if (type === 'integer' || type === 'number') return target.default ?? Math.max(target.minimum ?? 0, 1);
  if (target.format === 'date') return '2026-03-06';
  return target.default ?? 'text';
}

function resolve(schema: JsonSchema, components: Components): JsonSchema {
  const name = schema.$ref?.split('/').at(-1);
  return name ? resolve(components[name] ?? {}, components) : schema;
}

/** Whether a value found by name is of the kind that this property has. */
function fits(value: unknown, schema: JsonSchema, components: Components): boolean {
  if (schema.enum) return schema.enum.includes(value);
  if (schema.pattern && !(typeof value === 'string' && new RegExp(schema.pattern).test(value))) return false;
  // An object is for maps; one with properties of its own is made of theirs.
  if (typeof value === 'object' && value !== null && schema.properties) return false;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.some((choice) => fits(value, resolve(choice, components), components));
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
  const types = [schema.type].flat();
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}
