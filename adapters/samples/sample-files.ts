import type { SampleSet } from '../../domain/samples.ts';
import { invoicePdf, letterPdf } from './invoice-pdf.ts';

export interface SampleFile {
  fileName: string;
  bytes: Buffer;
}

/** The files of a sample set; one comes twice, since a duplicate is worth seeing, and one is broken. */
export async function sampleFiles({ proven, doubtful, letter }: SampleSet): Promise<SampleFile[]> {
  const [first, second, third] = await Promise.all([invoicePdf(proven), invoicePdf(doubtful), letterPdf(letter)]);
  return [
    { fileName: 'ejemplo-1-con-qr.pdf', bytes: first },
    { fileName: 'ejemplo-2-a-revisar.pdf', bytes: second },
    { fileName: 'ejemplo-3-repetida.pdf', bytes: first },
    { fileName: 'ejemplo-4-lista-de-precios.pdf', bytes: third },
    { fileName: 'ejemplo-5-archivo-roto.pdf', bytes: first.subarray(0, 200) },
  ];
}
