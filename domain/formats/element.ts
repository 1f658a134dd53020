/** An element of a parsed XML: local name and namespace, never the prefix that the writer happened to choose. */
export interface XmlElement {
  name: string;
  /** Null where the element stands in no namespace, or under a prefix that nobody declared. */
  namespace: string | null;
  /** Attributes without a prefix, by name. */
  attributes: ReadonlyMap<string, string>;
  children: XmlElement[];
  /** The element's own text, entities decoded and trimmed; text of its children is theirs. */
  text: string;
  parent: XmlElement | null;
}

/** Finds elements below one by a path of local names, such as `Party/PartyName|Name`; every element that fits, in document order. */
export interface Finder {
  all(from: XmlElement | undefined, path: string): XmlElement[];
  one(from: XmlElement | undefined, path: string): XmlElement | undefined;
}

const steps = new Map<string, string[][]>();

function stepsOf(path: string): string[][] {
  let parsed = steps.get(path);
  if (parsed === undefined) {
    parsed = path.split('/').map((step) => step.split('|'));
    steps.set(path, parsed);
  }
  return parsed;
}

/** A finder that sees only elements of the format's own namespaces, so that an addendum's `Total` is never the invoice's. */
export function finder(isOwn: (namespace: string | null) => boolean): Finder {
  function all(from: XmlElement | undefined, path: string): XmlElement[] {
    if (from === undefined) return [];
    let found = [from];
    for (const names of stepsOf(path)) {
      found = found.flatMap((element) => element.children.filter((child) => names.includes(child.name) && isOwn(child.namespace)));
    }
    return found;
  }
  return { all, one: (from, path) => all(from, path)[0] };
}

/** An attribute by name whatever its case: CFDI wrote `total` until 3.2 and `Total` since. */
export function attribute(element: XmlElement | undefined, name: string): string | undefined {
  if (element === undefined) return undefined;
  const exact = element.attributes.get(name);
  if (exact !== undefined) return exact;
  const wanted = name.toLowerCase();
  for (const [key, value] of element.attributes) if (key.toLowerCase() === wanted) return value;
  return undefined;
}

/** Steps of a parent's children, worked out once: a batch of thousands of invoices asks for each of them again and again. */
const stepsOfChildren = new WeakMap<XmlElement, Map<XmlElement, string>>();

function stepOf(element: XmlElement): string {
  if (element.parent === null) return element.name;
  let known = stepsOfChildren.get(element.parent);
  if (known === undefined) {
    const twins = Map.groupBy(element.parent.children, ({ name }) => name);
    known = new Map([...twins.values()].flatMap((group) => group.map((child, at): [XmlElement, string] => [child, group.length > 1 ? `${child.name}[${at + 1}]` : child.name])));
    stepsOfChildren.set(element.parent, known);
  }
  return known.get(element) ?? element.name;
}

/** Where an element stands, such as `/Invoice/TaxTotal[2]/TaxAmount`; an index only among siblings of the same name. */
export function pathOf(element: XmlElement): string {
  let path = '';
  for (let at: XmlElement | null = element; at !== null; at = at.parent) path = `/${stepOf(at)}${path}`;
  return path;
}
