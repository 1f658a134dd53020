import { z } from 'zod';
import { fieldNames, TaxLine, type FieldName } from '../../contract/extraction.ts';
import type { ExternalValues } from '../../domain/reading/external/external-values.ts';

/** Longer texts are no value of any field; what an obedient model was made to write is cut here. */
const text = z.string().transform((value) => value.slice(0, 500)).nullable();

const fields = z.object(Object.fromEntries(fieldNames.map((name) => [name, text])) as Record<FieldName, typeof text>);

/** What is asked for and what is let in: texts under the contract's own names. Anything else in an answer is dropped. */
export const Answer = z.object({
  isInvoice: z.boolean(),
  fields,
  taxes: z.array(z.object({ kind: TaxLine.shape.kind, label: text, rate: text, base: text, amount: text })),
  lineItems: z.array(z.object({ description: text, quantity: text, unitPrice: text, taxRate: text, amount: text })),
}) satisfies z.ZodType<ExternalValues>;

/** As JSON Schema in the strict form: every property required, none beside them, and nothing that a server may not know. */
export const answerSchema: Record<string, unknown> = z.toJSONSchema(Answer, {
  io: 'input',
  override({ jsonSchema }) {
    if (jsonSchema.type === 'object') jsonSchema.additionalProperties = false;
  },
});
delete answerSchema['$schema'];
