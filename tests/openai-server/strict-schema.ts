type Node = Record<string, unknown>;

/** What the strict form of structured output asks of a schema: every object closed, with every property required, and no keyword that is not supported. */
export function strictFaults(schema: unknown, path = '$'): string[] {
  if (typeof schema !== 'object' || schema === null) return [`${path} is no schema`];
  const node = schema as Node;
  const known = ['type', 'properties', 'required', 'additionalProperties', 'items', 'enum', 'anyOf', 'description'];
  const faults = Object.keys(node).filter((key) => !known.includes(key)).map((key) => `${path} has ${key}`);
  if (node['type'] === 'object') {
    const properties = (node['properties'] ?? {}) as Node;
    if (node['additionalProperties'] !== false) faults.push(`${path} is open`);
    const required = (node['required'] ?? []) as string[];
    faults.push(...Object.keys(properties).filter((name) => !required.includes(name)).map((name) => `${path}.${name} is not required`));
    for (const [name, property] of Object.entries(properties)) faults.push(...strictFaults(property, `${path}.${name}`));
  }
  if (node['items'] !== undefined) faults.push(...strictFaults(node['items'], `${path}[]`));
  for (const part of (node['anyOf'] ?? []) as unknown[]) faults.push(...strictFaults(part, `${path}|`));
  return faults;
}
