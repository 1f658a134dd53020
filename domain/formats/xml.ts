import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { AppError } from '../../contract/errors.ts';
import type { XmlElement } from './element.ts';

/** Characters, attachments left out; real e-invoices stay below one million. The parser may need 80 bytes for each. */
const MAX_LENGTH = 8_000_000;
/** Characters with attachments. */
const MAX_WHOLE_LENGTH = 64_000_000;
/** Characters of one tag; a CFDI's root holds certificate and seal, some five thousand. */
const MAX_TAG_LENGTH = 200_000;
/** Characters of one text from which on base64 is taken for an attached file. */
const ATTACHMENT_LENGTH = 100_000;
const MAX_ELEMENTS = 400_000;
const MAX_DEPTH = 90;

const TEXT = '#text';
const CDATA = '#cdata';
const ATTRIBUTES = ':@';

type OrderedNode = Record<string, OrderedNode[] | string | Record<string, string>>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  cdataPropName: CDATA,
  ignoreDeclaration: true,
  ignorePiTags: true,
  trimValues: false,
  maxNestedTags: MAX_DEPTH,
  jPath: false,
});

/**
 * Reads XML into elements. No DOCTYPE, no entity but the five predefined ones and numeric ones, bounded length, depth and count.
 * Throws AppError `xml_doctype_refused`, `xml_damaged` or `reading_memory`.
 */
export function parseXml(text: string): XmlElement {
  bound(text.length, MAX_WHOLE_LENGTH);
  // A mark or blank lines before the declaration are common and harmless.
  const xml = withoutAttachments(text.replace(/^[\ufeff\s]+/, ''));
  bound(xml.length, MAX_LENGTH);
  refuseDeclarations(xml);
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new AppError('xml_damaged', { details: { line: valid.err.line, problem: valid.err.code } });
  let nodes: OrderedNode[];
  try {
    nodes = parser.parse(xml) as OrderedNode[];
  } catch (cause) {
    throw new AppError('xml_damaged', { cause });
  }
  const roots = elementsOf(nodes, null, new Map());
  const [root] = roots;
  if (root === undefined || roots.length > 1) throw new AppError('xml_damaged', { details: { roots: roots.length } });
  return root;
}

function bound(characters: number, limit: number): void {
  if (characters > limit) throw new AppError('reading_memory', { details: { characters, limit } });
}

/** Attached files in base64 say nothing of the invoice and would cost most of the memory; XML in base64 is an envelope's content. */
function withoutAttachments(xml: string): string {
  if (xml.length < ATTACHMENT_LENGTH) return xml;
  let kept = '';
  let from = 0;
  for (let start = xml.indexOf('>'); start !== -1; ) {
    const end = xml.indexOf('<', start);
    if (end === -1) break;
    if (end - start > ATTACHMENT_LENGTH && /^>\s*(?!PD94bWwg)[A-Za-z0-9+/=]{60}[A-Za-z0-9+/=\s]{800,}$/.test(xml.slice(start, start + 1_000))) {
      kept += xml.slice(from, start + 1);
      from = end;
    }
    start = xml.indexOf('>', end);
  }
  return kept + xml.slice(from);
}

/**
 * Refuses every markup declaration outside comments and CDATA, wherever it stands: fast-xml-parser would read a DOCTYPE even inside
 * the root. A NUL means that the text was decoded wrongly, so nothing said about it would hold.
 */
function refuseDeclarations(xml: string): void {
  if (xml.includes('\0')) throw new AppError('xml_damaged', { details: { problem: 'NUL' } });
  let elements = 0;
  let close = -1;
  for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', at + 1)) {
    if (++elements > 2 * MAX_ELEMENTS) throw new AppError('reading_memory', { details: { elements, limit: MAX_ELEMENTS } });
    const next = xml[at + 1];
    if (next !== '!' && next !== '?') {
      if (close < at) close = xml.indexOf('>', at);
      if (close === -1 || close - at > MAX_TAG_LENGTH) throw new AppError('xml_damaged', { details: { problem: 'tag without end' } });
      continue;
    }
    const end = next === '?' ? '?>' : xml.startsWith('<!--', at) ? '-->' : xml.startsWith('<![CDATA[', at) ? ']]>' : null;
    if (end === null) throw new AppError('xml_doctype_refused');
    const closed = xml.indexOf(end, at + (end === '-->' ? 4 : 2));
    if (closed === -1) throw new AppError('xml_damaged', { details: { problem: `no ${end}` } });
    at = closed;
  }
  if (elements === 0) throw new AppError('xml_damaged', { details: { problem: 'no element' } });
}

type Scope = ReadonlyMap<string, string>;

function elementsOf(nodes: OrderedNode[], parent: XmlElement | null, scope: Scope): XmlElement[] {
  const elements: XmlElement[] = [];
  for (const node of nodes) {
    const qualified = Object.keys(node).find((key) => key !== ATTRIBUTES);
    if (qualified === undefined || qualified === TEXT || qualified === CDATA) continue;
    elements.push(elementOf(qualified, node, parent, scope));
  }
  return elements;
}

function elementOf(qualified: string, node: OrderedNode, parent: XmlElement | null, outer: Scope): XmlElement {
  const attributes = new Map<string, string>();
  let scope = outer;
  for (const [key, raw] of Object.entries((node[ATTRIBUTES] ?? {}) as Record<string, string>)) {
    const value = decodeEntities(raw);
    if (key === 'xmlns' || key.startsWith('xmlns:')) {
      if (scope === outer) scope = new Map(outer);
      (scope as Map<string, string>).set(key.slice(6), value);
    } else if (!key.includes(':')) {
      attributes.set(key, value.trim());
    }
  }
  const colon = qualified.indexOf(':');
  const prefix = colon === -1 ? '' : qualified.slice(0, colon);
  const content = node[qualified] as OrderedNode[];
  const element: XmlElement = {
    name: qualified.slice(colon + 1),
    namespace: scope.get(prefix) || null,
    attributes,
    children: [],
    text: textOf(content),
    parent,
  };
  element.children = elementsOf(content, element, scope);
  return element;
}

function textOf(content: OrderedNode[]): string {
  let text = '';
  for (const node of content) {
    const own = node[TEXT];
    if (typeof own === 'string') text += decodeEntities(own);
    const cdata = node[CDATA];
    if (Array.isArray(cdata)) for (const part of cdata) text += String(part[TEXT] ?? '');
  }
  return text.trim();
}

const predefined: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** One pass, so that `&amp;lt;` stays `&lt;`; what is neither predefined nor a valid character number stays as written. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (all, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return predefined[name] ?? all;
    const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
    const isCharacter = code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff));
    return isCharacter ? String.fromCodePoint(code) : all;
  });
}
