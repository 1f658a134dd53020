import { validate as cnpj } from 'stdnum/lib/cjs/br/cnpj.js';
import { validate as cpf } from 'stdnum/lib/cjs/br/cpf.js';
import { validate as bn } from 'stdnum/lib/cjs/ca/bn.js';
import { validate as rut } from 'stdnum/lib/cjs/cl/rut.js';
import { validate as nit } from 'stdnum/lib/cjs/co/nit.js';
import { validate as ecuadorianRuc } from 'stdnum/lib/cjs/ec/ruc.js';
import { validate as rfc } from 'stdnum/lib/cjs/mx/rfc.js';
import { validate as peruvianRuc } from 'stdnum/lib/cjs/pe/ruc.js';
import { validate as paraguayanRuc } from 'stdnum/lib/cjs/py/ruc.js';
import { validate as uruguayanRut } from 'stdnum/lib/cjs/uy/rut.js';
import { isCuit } from '../cuit.ts';
import type { TaxIdCheck } from './tax-id-check.ts';

/** The SAT's RFCs for the public and for foreigners, which have no check digit. */
const GENERIC_RFCS = new Set(['XAXX010101000', 'XEXX010101000']);

export const americanTaxIds: TaxIdCheck[] = [
  { kind: 'ar-cuit', form: /^(AR)?\d{11}$/, isValid: (id) => isCuit(id.replace('AR', '')) },
  { kind: 'br-cnpj', form: /^[A-Z\d]{12}\d{2}$/, isValid: (id) => cnpj(id).isValid },
  { kind: 'br-cpf', form: /^\d{11}$/, isValid: (id) => cpf(id).isValid },
  { kind: 'ca-bn', form: /^\d{9}(R[CMPT]\d{4})?$/, isValid: (id) => bn(id).isValid },
  { kind: 'cl-rut', form: /^\d{7,8}[\dK]$/, isValid: (id) => rut(id).isValid },
  { kind: 'co-nit', form: /^\d{9,10}$/, isValid: (id) => nit(id).isValid },
  { kind: 'ec-ruc', form: /^\d{13}$/, isValid: (id) => ecuadorianRuc(id).isValid },
  { kind: 'mx-rfc', form: /^[A-ZÑ&]{3,4}\d{6}[A-Z\d]{3}$/, isValid: (id) => GENERIC_RFCS.has(id) || rfc(id).isValid },
  { kind: 'pe-ruc', form: /^\d{11}$/, isValid: (id) => peruvianRuc(id).isValid },
  { kind: 'py-ruc', form: /^\d{7,9}$/, isValid: (id) => paraguayanRuc(id).isValid },
  { kind: 'uy-rut', form: /^(UY)?\d{12}$/, isValid: (id) => uruguayanRut(id).isValid },
];
