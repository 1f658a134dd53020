import { validate as uid } from 'stdnum/lib/cjs/at/uid.js';
import { validate as abn } from 'stdnum/lib/cjs/au/abn.js';
import { validate as belgianVat } from 'stdnum/lib/cjs/be/vat.js';
import { validate as swissVat } from 'stdnum/lib/cjs/ch/vat.js';
import { validate as swissUid } from 'stdnum/lib/cjs/ch/uid.js';
import { validate as germanVat } from 'stdnum/lib/cjs/de/vat.js';
import { validate as cvr } from 'stdnum/lib/cjs/dk/cvr.js';
import { validate as nif } from 'stdnum/lib/cjs/es/nif.js';
import { validate as alv } from 'stdnum/lib/cjs/fi/alv.js';
import { validate as siren } from 'stdnum/lib/cjs/fr/siren.js';
import { validate as siret } from 'stdnum/lib/cjs/fr/siret.js';
import { validate as frenchTva } from 'stdnum/lib/cjs/fr/tva.js';
import { validate as britishVat } from 'stdnum/lib/cjs/gb/vat.js';
import { validate as irishVat } from 'stdnum/lib/cjs/ie/vat.js';
import { validate as gstin } from 'stdnum/lib/cjs/in/gstin.js';
import { validate as codiceFiscale } from 'stdnum/lib/cjs/it/codicefiscale.js';
import { validate as partitaIva } from 'stdnum/lib/cjs/it/iva.js';
import { validate as luxembourgishTva } from 'stdnum/lib/cjs/lu/tva.js';
import { validate as btw } from 'stdnum/lib/cjs/nl/btw.js';
import { validate as mva } from 'stdnum/lib/cjs/no/mva.js';
import { validate as orgnr } from 'stdnum/lib/cjs/no/orgnr.js';
import { validate as nip } from 'stdnum/lib/cjs/pl/nip.js';
import { validate as portugueseNif } from 'stdnum/lib/cjs/pt/nif.js';
import { validate as swedishVat } from 'stdnum/lib/cjs/se/vat.js';
import { validate as tckn } from 'stdnum/lib/cjs/tr/tckimlik.js';
import { validate as vkn } from 'stdnum/lib/cjs/tr/vkn.js';
import type { TaxIdCheck } from './tax-id-check.ts';

export const eurasianTaxIds: TaxIdCheck[] = [
  { kind: 'at-uid', form: /^ATU?\d{8}$|^U\d{8}$/, isValid: (id) => uid(id).isValid },
  { kind: 'be-btw', form: /^(BE)?[01]?\d{9}$/, isValid: (id) => belgianVat(id).isValid },
  { kind: 'ch-mwst', form: /^CHE\d{9}(MWST|TVA|IVA|TPV)?$/, isValid: (id) => (/\d$/.test(id) ? swissUid(id) : swissVat(id)).isValid },
  { kind: 'de-ust', form: /^(DE)?[1-9]\d{8}$/, isValid: (id) => germanVat(id).isValid },
  { kind: 'dk-cvr', form: /^(DK)?\d{8}$/, isValid: (id) => cvr(id).isValid },
  { kind: 'es-nif', form: /^(ES)?([A-HJNP-SUVW]\d{7}[\dA-J]|[XYZKLM]\d{7}[A-Z]|\d{8}[A-Z])$/, isValid: (id) => nif(id).isValid },
  { kind: 'fi-alv', form: /^(FI)?\d{8}$/, isValid: (id) => alv(id).isValid },
  { kind: 'fr-siren', form: /^\d{9}$/, isValid: (id) => siren(id).isValid },
  { kind: 'fr-siret', form: /^\d{14}$/, isValid: (id) => siret(id).isValid },
  { kind: 'fr-tva', form: /^FR[A-Z\d]{2}\d{9}$/, isValid: (id) => frenchTva(id).isValid },
  { kind: 'gb-vat', form: /^(GB)?(\d{9}|\d{12})$/, isValid: (id) => britishVat(id).isValid },
  { kind: 'ie-vat', form: /^(IE)?\d[A-Z\d+*]\d{5}[A-Z]{1,2}$/, isValid: (id) => irishVat(id).isValid },
  { kind: 'it-cf', form: /^[A-Z]{6}[\dLMNP-V]{2}[A-EHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]$/, isValid: (id) => codiceFiscale(id).isValid },
  { kind: 'it-iva', form: /^(IT)?\d{11}$/, isValid: (id) => partitaIva(id).isValid },
  { kind: 'lu-tva', form: /^(LU)?\d{8}$/, isValid: (id) => luxembourgishTva(id).isValid },
  { kind: 'nl-btw', form: /^(NL)?\d{9}B\d{2}$/, isValid: (id) => btw(id).isValid },
  { kind: 'no-mva', form: /^(NO)?\d{9}(MVA)?$/, isValid: (id) => (id.endsWith('MVA') ? mva(id) : orgnr(id.replace('NO', ''))).isValid },
  { kind: 'pl-nip', form: /^(PL)?\d{10}$/, isValid: (id) => nip(id).isValid },
  { kind: 'pt-nif', form: /^(PT)?[1-9]\d{8}$/, isValid: (id) => portugueseNif(id).isValid },
  { kind: 'se-vat', form: /^(SE)?\d{10}01$/, isValid: (id) => swedishVat(id).isValid },
  { kind: 'au-abn', form: /^\d{11}$/, isValid: (id) => abn(id).isValid },
  { kind: 'in-gstin', form: /^\d{2}[A-Z]{5}\d{4}[A-Z][A-Z\d]Z[A-Z\d]$/, isValid: (id) => gstin(id).isValid },
  { kind: 'tr-tckn', form: /^[1-9]\d{10}$/, isValid: (id) => tckn(id).isValid },
  { kind: 'tr-vkn', form: /^\d{10}$/, isValid: (id) => vkn(id).isValid },
];
