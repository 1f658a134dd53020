import { errors, type ErrorCode } from '../../contract/errors.ts';
import { exampleOf, type Components, type JsonSchema } from './examples.ts';

interface MediaType {
  schema?: JsonSchema;
  example?: unknown;
  examples?: Record<string, unknown>;
}

interface Operation {
  parameters?: { name: string; schema?: JsonSchema; example?: unknown }[];
  requestBody?: { content: Record<string, MediaType> };
  responses: Record<string, { content?: Record<string, MediaType>; 'x-error-codes'?: ErrorCode[] }>;
}

export interface OpenApiDocument {
  paths?: Record<string, Record<string, Operation>>;
  webhooks?: Record<string, Record<string, Operation>>;
  components?: { schemas?: Components; examples?: Record<string, unknown> };
}

/** What bodies that are no JSON look like. */
const texts: Record<string, string> = {
  'text/csv': 'name,taxId,email\r\nPanadería San Martín SRL,30-50001091-2,compras@sanmartin.example\r\n',
  'application/xml': '<?xml version="1.0" encoding="UTF-8"?>\n<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">…</Invoice>\n',
  'text/event-stream': 'id: 812-44\nevent: document\ndata: {"subjectId":"0199d4a0-6c1e-7c54-b3a5-0f6a3b0e4b11","data":{"status":"approved"}}\n\n',
};

/** Gives every parameter, body and answer of the document an example, and every error code one that all operations share. */
export function withExamples<D extends object>(document: D): D {
  const made = structuredClone(document) as D & OpenApiDocument;
  const components = made.components?.schemas ?? {};
  const codes = new Set<ErrorCode>();
  for (const operations of [...Object.values(made.paths ?? {}), ...Object.values(made.webhooks ?? {})]) {
    for (const operation of Object.values(operations)) {
      for (const parameter of operation.parameters ?? []) parameter.example = exampleOf(parameter.schema ?? {}, components, parameter.name);
      give(operation.requestBody?.content, components);
      for (const response of Object.values(operation.responses)) {
        const own = response['x-error-codes'];
        delete response['x-error-codes'];
        if (own) giveErrors(response.content, own);
        else give(response.content, components);
        for (const code of own ?? []) codes.add(code);
      }
    }
  }
  made.components = { ...made.components, examples: Object.fromEntries([...codes].sort().map((code) => [code, errorExample(code)])) };
  return made;
}

function give(content: Record<string, MediaType> | undefined, components: Components): void {
  for (const [type, media] of Object.entries(content ?? {})) {
    const text = texts[type.split(';')[0] ?? ''];
    if (type.includes('json') || (text && media.schema?.type !== 'string')) media.example = exampleOf(media.schema ?? {}, components);
    else if (type === 'multipart/form-data') media.example = { ...exampleOf(media.schema ?? {}, components) as object, file: ['factura-0003-00000042.pdf'] };
    else if (text) media.example = text;
  }
}

function giveErrors(content: Record<string, MediaType> | undefined, codes: readonly ErrorCode[]): void {
  for (const media of Object.values(content ?? {})) media.examples = Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]));
}

const errorExample = (code: ErrorCode) => ({
  summary: errors[code].message, value: { error: { code, message: errors[code].message, details: null, requestId: '7d8f2a64-35a0-4c1e-9d0e-2b1f6a3c5e70' } },
});
