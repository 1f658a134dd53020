/** The 24 jurisdictions of Ingresos Brutos by the codes of the Comisión Arbitral (Convenio Multilateral, 901 to 924), with the names and tax offices that labels use for them. */
const JURISDICTIONS: [code: number, name: string, pattern: RegExp][] = [
  [901, 'CABA', /\b(c\.?a\.?b\.?a|capital federal|cap\.? ?fed|ciudad (autonoma )?de (buenos aires|bs\.? ?as)|ciudad autonoma|agip|c\.? ?a\.? ?bs\.? ?as)\b/],
  [902, 'Buenos Aires', /\b(arba|(pcia\.?|prov\.?|provincia)( de)? (buenos aires|bs\.? ?as\.?)|buenos aires|bs\.? ?as|p\.?b\.?a|ib ?ba|iibb ?ba|b\.a)\b/],
  [903, 'Catamarca', /\bcatamarca\b/],
  [904, 'Córdoba', /\b(cordoba|cba)\b/],
  [905, 'Corrientes', /\bcorrientes\b/],
  [906, 'Chaco', /\bchaco\b/],
  [907, 'Chubut', /\bchubut\b/],
  [908, 'Entre Ríos', /\b(entre rios|e\.? ?rios)\b/],
  [909, 'Formosa', /\bformosa\b/],
  [910, 'Jujuy', /\bjujuy\b/],
  [911, 'La Pampa', /\bla pampa\b/],
  [912, 'La Rioja', /\bla rioja\b/],
  [913, 'Mendoza', /\b(mendoza|mza)\b/],
  [914, 'Misiones', /\b(misiones|mnes)\b/],
  [915, 'Neuquén', /\b(neuquen|nqn)\b/],
  [916, 'Río Negro', /\b(rio negro|r\.? ?negro)\b/],
  [917, 'Salta', /\bsalta\b/],
  [918, 'San Juan', /\bsan juan\b/],
  [919, 'San Luis', /\bsan luis\b/],
  [920, 'Santa Cruz', /\b(santa cruz|sta\.? cruz)\b/],
  [921, 'Santa Fe', /\b(santa fe|sta\.? fe|s\.? ?fe)\b/],
  [922, 'Santiago del Estero', /\b(santiago del estero|s(go|antiago)\.? ?(del? )?estero)\b/],
  [923, 'Tierra del Fuego', /\b(tierra del fuego|t\.? ?del fuego|tdf)\b/],
  [924, 'Tucumán', /\b(tucuman|tuc)\b/],
];

export interface Jurisdiction {
  code: number;
  name: string;
}

/** The jurisdiction that a label names, or null; `folded` is lower case without accents. CABA comes before the province, whose name it holds. */
export function jurisdictionIn(folded: string): Jurisdiction | null {
  const found = JURISDICTIONS.find(([, , pattern]) => pattern.test(folded));
  return found === undefined ? null : { code: found[0], name: found[1] };
}
