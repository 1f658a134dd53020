/** Country (ISO 3166) and the name that the country has for it. */
export type TaxIdKind =
  | 'ar-cuit' | 'br-cnpj' | 'br-cpf' | 'ca-bn' | 'cl-rut' | 'co-nit' | 'ec-ruc' | 'mx-rfc' | 'pe-ruc' | 'py-ruc' | 'uy-rut'
  | 'at-uid' | 'be-btw' | 'ch-mwst' | 'de-ust' | 'dk-cvr' | 'es-nif' | 'fi-alv' | 'fr-siren' | 'fr-siret' | 'fr-tva' | 'gb-vat' | 'ie-vat'
  | 'it-cf' | 'it-iva' | 'lu-tva' | 'nl-btw' | 'no-mva' | 'pl-nip' | 'pt-nif' | 'se-vat'
  | 'au-abn' | 'in-gstin' | 'tr-tckn' | 'tr-vkn';

export interface TaxIdCheck {
  kind: TaxIdKind;
  /** Of the text in capitals without separators. */
  form: RegExp;
  isValid: (compact: string) => boolean;
}
