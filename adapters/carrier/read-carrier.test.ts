import { expect, it } from 'vitest';
import { readCarrier as readFields } from '../../domain/reading/read-carrier.ts';
import { derEnvelope } from '../../tests/fixtures/carrier/cms.ts';
import { aReading } from '../../tests/fixtures/carrier/reading.ts';
import { ublInvoice } from '../../tests/fixtures/ubl-invoice.ts';
import { readCarrier } from './read-carrier.ts';

const peppol = Buffer.from(ublInvoice('F-77'));
const fieldsOf = async (bytes: Uint8Array) => readFields(await readCarrier(bytes, aReading()), { today: '2026-06-01' })[0]?.extraction.fields;

it.each([
  ['a signed envelope', derEnvelope(peppol)],
  ['an XRechnung', Buffer.from(peppol.toString().replace(/(<cbc:CustomizationID>)[^<]+/, '$1urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0'))],
  ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(peppol.toString().replace('UTF-8', 'UTF-16'), 'utf16le')])],
])('%s reads as the same e-invoice without it', async (_name, bytes) => {
  const fields = await fieldsOf(bytes);
  expect(fields?.invoiceNumber?.value).toContain('77');
  expect(fields).toEqual(await fieldsOf(peppol));
});
