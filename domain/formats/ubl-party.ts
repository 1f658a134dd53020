import { attribute, type XmlElement } from './element.ts';
import type { Stated } from './reading.ts';
import { ubl } from './ubl-finder.ts';
import { firstStated, oneLine, stated } from './values.ts';

/**
 * `PartyIdentification` schemes that are tax ids: SUNAT catalogue 06 (6 RUC, 1 DNI …), DIAN 31 (NIT) and 13 (cédula), Turkey (VKN, TCKN),
 * Malaysia (TIN), Saudi Arabia (no: CRN is a register number), and the names that writers use for VAT numbers.
 */
const TAX_SCHEMES = /^(6|1|0|4|7|A|31|13|RUC|DNI|NIT|NIF|CIF|RFC|VKN|TCKN|TIN|VAT|VATIN|VAT_NUMBER|IT:VAT|IT:CF|(99\d\d|0210|0211))$/i;

/** EN 16931 wants the registered name; a trade name stands in `PartyName`. */
export function ublName(party: XmlElement | undefined): Stated | undefined {
  const person = ubl.one(party, 'Person');
  const names = ['FirstName', 'MiddleName', 'FamilyName'].map((part) => oneLine(ubl.one(person, part)?.text)).filter((part) => part !== null);
  return (
    firstStated(ubl.all(party, 'PartyLegalEntity/RegistrationName')) ??
    firstStated(ubl.all(party, 'PartyName/Name')) ??
    firstStated(ubl.all(party, 'PartyTaxScheme/RegistrationName')) ??
    (person !== undefined && names.length > 0 ? { ...stated(person, () => names.join(' '))! } : undefined) ??
    firstStated(ubl.all(party, 'Contact/Name'))
  );
}

/**
 * The tax id in order of trust: VAT registration (EN 16931 BT-31, BT-48), another tax registration (BT-32), an identification whose scheme
 * is a tax id, then, as weak, the legal register's number and any other identification. `account` is SUNAT's place in UBL 2.0.
 */
export function ublTaxId(party: XmlElement | undefined, account?: XmlElement): Stated | undefined {
  const registrations = ubl.all(party, 'PartyTaxScheme').map((scheme) => ({
    scheme: ubl.one(scheme, 'TaxScheme/ID')?.text.toUpperCase() ?? '',
    id: ubl.one(scheme, 'CompanyID'),
  }));
  const identifications = ubl.all(party, 'PartyIdentification/ID');
  const isTaxScheme = (id: XmlElement): boolean => TAX_SCHEMES.test(attribute(id, 'schemeID') ?? '');
  const holdsDigit = (id: XmlElement | undefined): id is XmlElement => id !== undefined && /\d/.test(id.text);
  const ids = (of: typeof registrations): XmlElement[] => of.map(({ id }) => id).filter((id) => id !== undefined);

  const vat = ids(registrations.filter(({ scheme }) => scheme === 'VAT' || scheme === 'GST'));
  const otherTax = ids(registrations);
  const strong =
    firstStated(vat) ??
    firstStated(otherTax.filter(holdsDigit)) ??
    firstStated(identifications.filter(isTaxScheme)) ??
    stated(account);
  if (strong !== undefined) return strong;
  const weak =
    firstStated(ubl.all(party, 'PartyLegalEntity/CompanyID').filter(holdsDigit)) ??
    firstStated(identifications.filter((id) => attribute(id, 'schemeID') !== 'SEPA')) ??
    firstStated(otherTax) ??
    firstStated(ubl.all(party, 'EndpointID').filter(isTaxScheme));
  return weak === undefined ? undefined : { ...weak, certainty: 'weak' };
}
