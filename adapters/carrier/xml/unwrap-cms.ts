import { fromBER, OctetString } from 'asn1js';
import type { BaseBlock } from 'asn1js';
import { AppError } from '../../../contract/errors.ts';

/**
 * The content of a CMS signed-data envelope (RFC 5652, `.p7m`) in DER, BER, PEM or bare base64. The signature is not verified:
 * the envelope is a wrapping here, not evidence. Throws `xml_damaged` where there is no content inside.
 */
export function unwrapCms(bytes: Uint8Array): Uint8Array {
  const { result, offset } = fromBER(derOf(bytes));
  if (offset < 0) throw new AppError('xml_damaged', { details: { why: 'the signed envelope is broken' } });
  const content = signedContent(result);
  if (!content) throw new AppError('xml_damaged', { details: { why: 'the signed envelope is empty' } });
  return content;
}

function derOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (bytes[0] === 0x30) return new Uint8Array(bytes);
  const text = Buffer.from(bytes).toString('latin1').replace(/-----(BEGIN|END)[^-]*-----/g, '');
  return new Uint8Array(Buffer.from(text, 'base64'));
}

// ContentInfo { oid, [0] SignedData { version, digestAlgorithms, encapContentInfo { oid, [0] OCTET STRING }, … } }
function signedContent(contentInfo: BaseBlock): Uint8Array | null {
  const signedData = children(children(contentInfo)[1])[0];
  const encapsulated = children(signedData)[2];
  const octets = children(children(encapsulated)[1])[0];
  if (!(octets instanceof OctetString)) return null;
  return new Uint8Array(octets.getValue());
}

function children(block: BaseBlock | undefined): BaseBlock[] {
  const value = (block?.valueBlock as { value?: unknown } | undefined)?.value;
  return Array.isArray(value) ? value as BaseBlock[] : [];
}
