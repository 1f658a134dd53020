import { AppError } from '../../contract/errors.ts';
import { open } from './envelope.ts';
import type { Structure } from './reading.ts';
import { parseXml } from './xml.ts';

/**
 * What an XML states: the invoices in it, or what else it is. An envelope's invoice goes before its other parts, such as the tax
 * administration's answer. Throws AppError `xml_damaged`, `xml_doctype_refused`, `xml_not_invoice` or `reading_memory`.
 */
export function readStructure(xml: string): Structure {
  const root = parseXml(xml);
  const enclosed = open(root);
  const [first] = enclosed;
  if (first === undefined) throw new AppError('xml_not_invoice', { details: { root: root.name, namespace: root.namespace } });
  const invoices = enclosed.flatMap(({ element, detected }) => (detected.kind === 'format' ? detected.format.read(element) : []));
  const [invoice] = invoices;
  if (invoice !== undefined) return { kind: 'invoices', format: invoice.format, invoices };
  if (first.detected.kind === 'other') return { kind: 'not-invoice', document: first.detected.document, root: root.name };
  throw new AppError('xml_not_invoice', { details: { root: root.name, problem: 'no invoice in it' } });
}
