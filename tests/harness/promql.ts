import { parser } from '@prometheus-io/lezer-promql';

/** The metrics that an expression asks for. Throws where PromQL's own grammar finds it faulty. */
export function metricsOf(expression: string): string[] {
  // Grafana's own variables stand where a duration does.
  const text = expression.replaceAll('$__rate_interval', '5m');
  const names: string[] = [];
  parser.parse(text).iterate({
    enter({ type, from, to }) {
      if (type.isError) throw new Error(`not PromQL at ${from}: ${text}`);
      if (type.name === 'Identifier') names.push(text.slice(from, to));
    },
  });
  return names;
}
