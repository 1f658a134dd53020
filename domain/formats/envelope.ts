import { AppError } from '../../contract/errors.ts';
import { detect, type Detected } from './detect.ts';
import type { XmlElement } from './element.ts';
import { parseXml } from './xml.ts';

export interface Enclosed {
  element: XmlElement;
  detected: Detected;
}

/** XML within text within XML: an authorisation in a SOAP answer holds the document at the second level. */
const MAX_NESTED_TEXTS = 3;
/** Envelopes are shallow; a document further down is a fragment of something else. */
const MAX_DEPTH = 12;

/**
 * The known documents in an XML: the root itself, or what an envelope holds as elements (NF-e `nfeProc`, `EnvioDTE`, StandardBusinessDocument,
 * SOAP, an enveloping XAdES signature) or as text (SRI `autorizacion`, DIAN `AttachedDocument`; in CDATA, escaped or base64).
 * Nothing within a known document is looked at.
 */
export function open(element: XmlElement, level = 0): Enclosed[] {
  const detected = detect(element);
  if (detected !== null) return [{ element, detected }];
  if (element.children.length === 0) return openText(element);
  return level > MAX_DEPTH ? [] : element.children.flatMap((child) => open(child, level + 1));
}

function openText(element: XmlElement): Enclosed[] {
  const xml = xmlWithin(element.text);
  if (xml === null || nesting(element) >= MAX_NESTED_TEXTS) return [];
  const inner = parseInner(xml);
  if (inner === null) return [];
  inner.parent = element;
  return open(inner);
}

/** Text that only looks like XML, such as a note in HTML, is text; a refused one is refused wherever it stands. */
function parseInner(xml: string): XmlElement | null {
  try {
    return parseXml(xml);
  } catch (error) {
    if (error instanceof AppError && error.code === 'xml_damaged') return null;
    throw error;
  }
}

/** Levels of text that the element stands in: an inner root hangs on the element that holds its text, which has no other children. */
function nesting(element: XmlElement): number {
  let levels = 0;
  for (let at = element; at.parent !== null; at = at.parent) if (!at.parent.children.includes(at)) levels++;
  return levels;
}

const BASE64_OF_XML_DECLARATION = 'PD94bWwg';

function xmlWithin(text: string): string | null {
  if (/^\ufeff?\s*<[?!\w]/.test(text) && text.endsWith('>')) return text;
  if (!text.startsWith(BASE64_OF_XML_DECLARATION)) return null;
  try {
    const bytes = Uint8Array.from(atob(text.replace(/\s/g, '')), (character) => character.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return null;
  }
}
