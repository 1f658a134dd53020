import { isCuit } from '../../fiscal/cuit.ts';
import { foldedText } from '../layout/fold-lines.ts';
import type { Layout } from '../layout/layout.ts';
import type { Label } from '../labels/find-labels.ts';
import type { Language } from '../lexicon/concepts.ts';
import type { AmountToken } from '../values/scan-amounts.ts';
import type { TaxIdToken } from '../values/scan-tax-ids.ts';
import { currencySigns } from '../lexicon/currencies.ts';

/** Languages by how many labels belong to them; labels that many languages share count in part. */
export function languagesOf(labels: Label[]): Map<Language, number> {
  const votes = new Map<Language, number>();
  for (const label of labels) {
    for (const language of label.languages) votes.set(language, (votes.get(language) ?? 0) + Math.min(1, label.key.length / 8) / label.languages.length ** 2);
  }
  return votes;
}

/** The language with most votes; null where there are none. */
export function mainLanguage(votes: Map<Language, number>): Language | null {
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** Marks in running text that belong to one country: legal forms, taxes, address shapes. */
const marks: { country: string; weight: number; expression: RegExp }[] = [
  { country: 'AR', weight: 3, expression: /\b(?:cae|c\.a\.e|c\.u\.i\.t|cuit|ingresos brutos|iibb|responsable inscripto|punto de venta|monotributo|afip|arca|consumidor final|c\.a\.b\.a|inicio de actividades)\b/ },
  { country: 'MY', weight: 3, expression: /\bsdn\.? ?bhd\b|\bgst (?:id|reg)|\bselangor\b|\bkuala lumpur\b|\bjohor\b/ },
  { country: 'IN', weight: 3, expression: /\bgstin\b|\bpvt\.? ltd|\bprivate limited\b|\bhsn\b|\bifsc\b/ },
  { country: 'US', weight: 2, expression: /\b(?:a[lkzr]|c[aot]|d[ec]|fl|ga|hi|i[adln]|k[sy]|la|m[adeinost]|n[cdehjmvy]|o[hkr]|pa|ri|s[cd]|t[nx]|ut|v[at]|w[aivy]),? \d{5}(?:-\d{4})?\b/ },
  { country: 'US', weight: 1, expression: /\bsales tax\b|\b(?:inc|llc)\b|\bus dollars\b/ },
  // North American telephone numbers, and the words of its restaurants; Canada's own marks weigh more.
  { country: 'US', weight: 1, expression: /\(\d{3}\) ?\d{3}[-. ]\d{4}\b|\b\d{3}-\d{3}-\d{4}\b|\bguest check\b|\bgratuity\b/ },
  { country: 'CA', weight: 3.5, expression: /\b[a-z]\d[a-z] \d[a-z]\d\b|\bhst\b|\bqst\b|\b(?:ontario|quebec|british columbia|alberta)\b/ },
  { country: 'GB', weight: 2, expression: /\b[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}\b|\bunited kingdom\b|\bplc\b/ },
  { country: 'DE', weight: 3, expression: /\bgmbh\b|\bust-?id|\bmwst\b|\bhrb\b|\bamtsgericht\b/ },
  { country: 'FR', weight: 3, expression: /\bsiret\b|\bsarl\b|\btva\b|\brcs\b|\bcedex\b/ },
  { country: 'IT', weight: 3, expression: /\bp\.? ?iva\b|\bpartita iva\b|\bs\.r\.l\b|\bcodice fiscale\b/ },
  { country: 'NL', weight: 3, expression: /\bbtw\b|\bkvk\b|\bb\.v\b/ },
  { country: 'TR', weight: 3, expression: /\bvkn\b|\bvergi dairesi\b|\bkdv\b|\ba\.s\.|\bltd\. sti|\btckn\b|\bettn\b/ },
  { country: 'ES', weight: 2, expression: /\bn\.?i\.?f\b|\bc\.?i\.?f\b|\bespana\b|\bs\.l\.?u?\b|\birpf\b/ },
  { country: 'PT', weight: 2, expression: /\bportugal\b|\bcontribuinte\b|\blda\b|\bnipc\b/ },
  { country: 'BR', weight: 3, expression: /\bcnpj\b|\bcpf\b|\bicms\b|\bltda\b/ },
  { country: 'MX', weight: 3, expression: /\brfc\b|\bcfdi\b|\bs\.a\. de c\.v\b/ },
  { country: 'PE', weight: 3, expression: /\bruc\b|\bigv\b|\bs\.a\.c\b/ },
  { country: 'ID', weight: 2, expression: /\brp\.? ?\d|\bppn\b|\bnpwp\b|\bjakarta\b/ },
  { country: 'ZA', weight: 2, expression: /\bpty\b|\bsouth africa\b|\bpretoria\b|\bjohannesburg\b|\bcape town\b|\bgauteng\b/ },
  { country: 'AU', weight: 2, expression: /\babn\b|\baustralia\b/ },
  { country: 'CL', weight: 2, expression: /\bchile\b|\bs\.i\.i\b/ },
  { country: 'CO', weight: 2, expression: /\bcolombia\b|\bbogota\b|\bdian\b/ },
  { country: 'UY', weight: 2, expression: /\buruguay\b|\bmontevideo\b/ },
];

const languageCountry: Partial<Record<Language, string>> = { de: 'DE', fr: 'FR', it: 'IT', nl: 'NL', tr: 'TR', pt: 'PT' };

/** Countries by evidence: tax ids, marks in the text, language, currency signs. Nothing is known for sure; the scores compare. */
export function countriesOf(layout: Layout, labels: Label[], taxIds: TaxIdToken[], amounts: AmountToken[], codeCountries: string[]): Map<string, number> {
  const scores = new Map<string, number>();
  const add = (country: string, weight: number): void => { scores.set(country, (scores.get(country) ?? 0) + weight); };
  const text = foldedText(layout);
  for (const { country, weight, expression } of marks) if (expression.test(text)) add(country, weight);
  for (const id of taxIds) {
    if (id.country === 'AR' && isCuit(id.value)) add('AR', 1.5);
    else if (id.country && id.shape === 3) add(id.country, 1.5);
  }
  for (const country of new Set(codeCountries)) add(country, 8);
  const language = mainLanguage(languagesOf(labels));
  const home = language ? languageCountry[language] : undefined;
  if (home) add(home, 1.5);
  for (const sign of new Set(amounts.flatMap((amount) => amount.currency ?? []))) {
    const codes = currencySigns[sign] ?? [];
    if (codes.length === 1 && codes[0] && !['EUR', 'USD'].includes(codes[0])) add(codes[0].slice(0, 2), 1.5);
  }
  return scores;
}

/** The likeliest country; null where nothing speaks for any. */
export function mainCountry(scores: Map<string, number>): string | null {
  const [first] = [...scores].sort((a, b) => b[1] - a[1]);
  return first && first[1] >= 1 ? first[0] : null;
}
