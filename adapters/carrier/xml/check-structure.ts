import { AppError } from '../../../contract/errors.ts';

/** E-invoices nest some 15 deep; parsers that recurse give way long before the file's size would stop them. */
const maxDepth = 200;

/**
 * Looks at the tags of an XML text without parsing it. Throws `xml_doctype_refused` on a DOCTYPE anywhere outside comments and CDATA, since
 * parsers differ in where they honour one, and `xml_damaged` where elements nest too deep. Whether it is well formed is for the parser to say.
 */
export function checkStructure(text: string): void {
  let depth = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    if (text.startsWith('<!--', at)) at = after(text, '-->', at + 4);
    else if (text.startsWith('<![CDATA[', at)) at = after(text, ']]>', at + 9);
    else if (text.startsWith('<?', at)) at = after(text, '?>', at + 2);
    else if (text.startsWith('<!', at)) {
      if (/^<!\s*(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(text.slice(at, at + 32))) throw new AppError('xml_doctype_refused');
      at += 2;
    } else if (text.startsWith('</', at)) {
      depth--;
      at += 2;
    } else {
      const end = tagEnd(text, at + 1);
      if (text[end - 2] !== '/' && ++depth > maxDepth) throw new AppError('xml_damaged', { details: { why: 'nested too deep' } });
      at = end;
    }
  }
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}

/** Just behind the `>` of a tag; one inside a quoted attribute does not count. */
function tagEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '>') return at + 1;
    if (char === '"' || char === "'") {
      const close = text.indexOf(char, at + 1);
      if (close < 0) return text.length;
      at = close;
    }
  }
  return text.length;
}
