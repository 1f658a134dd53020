import { describe, expect, it } from 'vitest';
import { isTaxIdOf, taxIdKinds } from './tax-id-kinds.ts';

// Example numbers of python-stdnum's documentation and of tax offices' own specimens.
const examples: [kind: string, right: string[], wrong: string[]][] = [
  ['ar-cuit', ['20-05536168-2', '30500010912', 'AR30500010912'], ['20-05536168-3']],
  ['br-cnpj', ['16.727.230/0001-97', '12.ABC.345/01DE-35'], ['16.727.230.0001-98']],
  ['br-cpf', ['390.533.447-05'], ['231.002.999-00']],
  ['ca-bn', ['12302 6635', '12302 6635 RC 0001'], ['123456783']],
  ['cl-rut', ['76086428-5', '12531909-2'], ['76086A28-5', '12531909-3']],
  ['co-nit', ['213.123.432-1'], ['2131234325']],
  ['ec-ruc', ['1792060346-001'], ['1763154690001']],
  ['mx-rfc', ['GODE 561231 GR8', 'MAB-930714-8T4', 'XAXX010101000'], ['GODE 561231 GR9']],
  ['pe-ruc', ['20512333797'], ['20512333798']],
  ['py-ruc', ['80028061-0'], ['80123456789']],
  ['uy-rut', ['21-100342-001-7', 'UY 21 140634 001 1'], ['210303670014']],
  ['at-uid', ['ATU13585627'], ['ATU13585626']],
  ['be-btw', ['BE 428759497', 'BE0403019261'], ['BE431150351']],
  ['ch-mwst', ['CHE-107.787.577 IVA', 'CHE-100.155.212'], ['CHE-107.787.578 IVA']],
  ['de-ust', ['DE 271 828 180', '271828180'], ['DE136695978']],
  ['dk-cvr', ['DK 13585628'], ['DK 13585627']],
  ['es-nif', ['B-58378431', '54362315K', 'X-5253868-R', 'ES 54362315-K'], ['B64717839', '54362315Z', 'X-5253868-B']],
  ['fi-alv', ['FI 20774740'], ['FI 20774741']],
  ['fr-siren', ['552 008 443'], ['404833047']],
  ['fr-siret', ['73282932000074'], ['73282932000079']],
  ['fr-tva', ['FR 40 303 265 045', 'FR 23 334 175 221'], ['FR 84 323 140 391']],
  ['gb-vat', ['GB 980 7806 84'], ['GB 802311781']],
  ['ie-vat', ['IE 6433435F', 'IE 6433435OA', 'IE8D79739I'], ['IE 6433435E', '8D79738J']],
  ['it-cf', ['RCCMNL83S18D969H'], ['RCCMNL83S18D969']],
  ['it-iva', ['IT 00743110157'], ['00743110158']],
  ['lu-tva', ['LU 150 274 42'], ['LU 150 274 43']],
  ['nl-btw', ['NL004495445B01', 'NL 0044.95.445.B.01', 'NL123456789B13'], ['NL123456789B90']],
  ['no-mva', ['NO 995 525 828 MVA', '988 077 917'], ['NO 995 525 829 MVA']],
  ['pl-nip', ['PL 8567346215'], ['PL 8567346216']],
  ['pt-nif', ['PT 501 964 843'], ['PT 501 964 842']],
  ['se-vat', ['SE 123456789701'], ['SE 123456789101']],
  ['au-abn', ['83 914 571 673'], ['99 999 999 999']],
  ['in-gstin', ['27AAPFU0939F1ZV'], ['27AAPFU0939F1Z0', '369296450896540']],
  ['tr-tckn', ['17291716060'], ['17291716050']],
  ['tr-vkn', ['4540536920'], ['4540536921']],
];

describe.each(examples)('%s', (kind, right, wrong) => {
  it.each(right)('accepts %s', (id) => {
    expect(taxIdKinds(id)).toContain(kind);
  });

  it.each(wrong)('refuses %s', (id) => {
    expect(taxIdKinds(id)).not.toContain(kind);
  });
});

describe('taxIdKinds', () => {
  it.each(['', 'hello', '123', 'A'.repeat(500), '00000000', '99999999999', '98/765/43211', '[none given]'])('finds nothing in %s', (text) => {
    expect(taxIdKinds(text)).toEqual([]);
  });

  it('answers by country', () => {
    expect([isTaxIdOf('ES', 'B58378431'), isTaxIdOf('ES', 'DE271828180'), isTaxIdOf('DE', 'DE271828180'), isTaxIdOf('XX', '1')]).toEqual([true, false, true, null]);
  });
});
