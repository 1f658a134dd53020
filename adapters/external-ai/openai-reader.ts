// The only code that knows the AI's protocol: Chat Completions with a JSON schema, which OpenAI and servers with the same API share.
import { randomBytes } from 'node:crypto';
import OpenAI from 'openai';
import type { ExternalAiConfig } from '../../config.ts';
import type { ExternalInput, ExternalReader, ExternalReading } from '../../domain/ports.ts';
import { costOf } from './price.ts';
import { documentText, instructions, picturesFollow } from './prompt.ts';
import { retryAfterMs } from './retry-after.ts';
import { Answer, answerSchema } from './schema.ts';

type Completion = OpenAI.ChatCompletion;
type Content = OpenAI.ChatCompletionContentPart[];

export function createOpenAiReader(config: ExternalAiConfig): ExternalReader {
  const { apiKey, baseUrl, model, prices, timeoutMs, maxOutputTokens } = config;
  const client = new OpenAI({
    apiKey, baseURL: baseUrl, timeout: timeoutMs, maxRetries: 0,
    // Said outright, so that variables meant for other programs change nothing; the SDK's debug log would hold the document.
    adminAPIKey: null, organization: null, project: null, webhookSecret: null, logLevel: 'off',
    fetchOptions: { redirect: 'error' },
  });

  return {
    model, kind: config.input, maxPages: config.maxPages, maxAttempts: config.maxAttempts,
    async read(input, { signal, idempotencyKey }) {
      const startedAt = performance.now();
      const reading = (rest: Partial<ExternalReading> & Pick<ExternalReading, 'outcome'>): ExternalReading => ({
        values: null, status: null, retryAfterMs: null, inputTokens: null, outputTokens: null, costUsd: null, durationMs: Math.round(performance.now() - startedAt), ...rest,
      });
      try {
        const completion = await client.chat.completions.create({
          model,
          messages: [{ role: 'system', content: instructions }, { role: 'user', content: contentOf(input) }],
          response_format: { type: 'json_schema', json_schema: { name: 'invoice', strict: true, schema: answerSchema } },
          ...(maxOutputTokens > 0 && { max_completion_tokens: maxOutputTokens }),
        }, { signal, headers: { 'idempotency-key': idempotencyKey } });
        const inputTokens = completion.usage?.prompt_tokens ?? null;
        const outputTokens = completion.usage?.completion_tokens ?? null;
        return reading({ ...judge(completion), status: 200, inputTokens, outputTokens, costUsd: costOf({ inputTokens, outputTokens }, prices) });
      } catch (error) {
        if (signal.aborted) throw error;
        return reading(failureOf(error));
      }
    },
  };
}

function contentOf(input: ExternalInput): string | Content {
  if (input.kind === 'words') return documentText(input, randomBytes(9).toString('base64url'));
  const pictures = input.pages.map(({ png }) => ({ type: 'image_url' as const, image_url: { url: `data:image/png;base64,${png.toString('base64')}`, detail: 'high' as const } }));
  return [{ type: 'text', text: picturesFollow(pictures.length) }, ...pictures];
}

/** An answer cut off or filtered is as little use as one that is no JSON or not of the form. */
function judge(completion: Completion): Pick<ExternalReading, 'outcome' | 'values'> {
  const choice = completion.choices?.[0];
  if (choice?.message?.refusal || choice?.finish_reason === 'content_filter') return { outcome: 'refused', values: null };
  const answer = Answer.safeParse(parse(choice?.message?.content));
  return answer.success ? { outcome: 'answered', values: answer.data } : { outcome: 'malformed', values: null };
}

function parse(content: string | null | undefined): unknown {
  try {
    return JSON.parse(content ?? '');
  } catch {
    return undefined;
  }
}

function failureOf(error: unknown): Pick<ExternalReading, 'outcome' | 'status' | 'retryAfterMs'> {
  const status = error instanceof OpenAI.APIError ? (error.status as number | undefined) ?? null : null;
  const wait = error instanceof OpenAI.APIError ? retryAfterMs(error.headers as Headers | undefined, Date.now()) : null;
  if (error instanceof OpenAI.APIConnectionTimeoutError) return { outcome: 'timeout', status, retryAfterMs: wait };
  if (status === 429) return { outcome: isOutOfCredit(error) ? 'rejected' : 'rate_limited', status, retryAfterMs: wait };
  // 408 and 409 are the server's own faults of the moment; other 4xx say that the request will never do.
  if (status !== null && status >= 400 && status < 500 && status !== 408 && status !== 409) return { outcome: 'rejected', status, retryAfterMs: null };
  // A body that is no JSON behind a status of success.
  if (status === null && error instanceof SyntaxError) return { outcome: 'malformed', status, retryAfterMs: null };
  return { outcome: 'unavailable', status, retryAfterMs: wait };
}

/** OpenAI says 429 of an account without credit too; waiting does not fill it. */
const isOutOfCredit = (error: unknown): boolean => error instanceof OpenAI.APIError && error.code === 'insufficient_quota';
