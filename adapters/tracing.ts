// The one door to OpenTelemetry. Until tracing is started every call here costs next to nothing and says nothing to anybody.
import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Attributes, type Span } from '@opentelemetry/api';

const name = 'comprobante';
const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, producer: SpanKind.PRODUCER, consumer: SpanKind.CONSUMER } as const;

export interface Tracing {
  /** Sends what is left. */
  close(): Promise<void>;
}

/** @param url where an OTLP receiver takes traces by HTTP and JSON; null: nothing is traced, and what would trace is not loaded. */
export async function startTracing(url: string | null, process: 'api' | 'worker', version: string): Promise<Tracing> {
  if (url === null) return { close: async () => undefined };
  const { exportTraces } = await import('./trace-exporter.ts');
  return exportTraces(url, `${name}-${process}`, version);
}

interface SpanOptions {
  kind: keyof typeof kinds;
  /** Ids and kinds alone, as in the logs. */
  attributes?: Attributes;
  /** Whose child it is, as `traceparent` says; without one the child of what is going on. */
  parent?: string | undefined;
}

const contextOf = (parent: string | undefined) => (parent === undefined ? context.active() : propagation.extract(ROOT_CONTEXT, { traceparent: parent }));

/** Runs the work as a span; its failure is the span's. The work may end the span's story with attributes. */
export async function inSpan<T>(spanName: string, { kind, attributes = {}, parent }: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
  return trace.getTracer(name).startActiveSpan(spanName, { kind: kinds[kind], attributes }, contextOf(parent), async (span) => {
    try {
      return await work(span);
    } catch (error) {
      // The message may hold what a document holds: only the kind of error is told.
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'Error' });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Begins a span that the caller ends, and runs `next` within it. */
export function startSpan(spanName: string, { kind, attributes = {}, parent }: SpanOptions, next: (span: Span) => void): void {
  const base = contextOf(parent);
  const span = trace.getTracer(name).startSpan(spanName, { kind: kinds[kind], attributes }, base);
  context.with(trace.setSpan(base, span), next, undefined, span);
}

/** What names the span that is going on, for others to go on with; undefined where nothing is traced. */
export function currentTraceparent(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}
