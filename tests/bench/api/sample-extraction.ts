import type { Extraction } from '../../../contract/extraction.ts';
import { readCarrier } from '../../../domain/reading/read-carrier.ts';
import { pageOfText } from '../../../domain/reading/testing/layout-of-text.ts';

/** A reading as large as the product's own are: what the reader makes of a printed invoice. */
export function sampleExtraction(): Extraction {
  const page = pageOfText([
    'Molinos Quebracho S.R.L.                      A      FACTURA',
    'Ruta 5 km 12, Lincoln                      COD. 01',
    'CUIT: 30-71234567-1                            Nº 0003-00000042',
    'Inicio de Actividades: 01/03/2005              Fecha: 02/03/2026',
    '',
    'Cliente: Almacén Don Braulio SRL          CUIT: 30-50001091-2',
    '',
    'Descripción                 Cantidad     Precio Unit.      Importe',
    'Harina 000 x 25 kg              10,00        1.000,00     10.000,00',
    '',
    '                                    Neto Gravado          10.000,00',
    '                                    IVA 21%                2.100,00',
    '                                    Perc. IIBB               300,00',
    '                                    TOTAL $               12.400,00',
    'CAE N°: 76092345678901      Fecha de Vto. de CAE: 12/03/2026',
  ]);
  const [reading] = readCarrier({ kind: 'pdf', mediaType: 'application/pdf', pageCount: 1, pages: [page], codes: [], structures: [], faults: [], info: {} }, { today: '2026-06-01' });
  if (!reading) throw new Error('the sample was not read');
  return reading.extraction;
}
