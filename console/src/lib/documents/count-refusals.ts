import type { RouteResponse } from '../contract.ts';

type Results = RouteResponse<'changeDocuments'>['results'];
type Code = NonNullable<Results[number]['error']>['code'];

/** How often each reason kept something from being done. */
export function countRefusals(results: Results): { code: Code; count: number }[] {
  const codes = results.flatMap(({ error }) => error?.code ?? []);
  return [...new Set(codes)].map((code) => ({ code, count: codes.filter((one) => one === code).length }));
}
