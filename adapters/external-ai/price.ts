import Big from 'big.js';
import type { ExternalAiConfig } from '../../config.ts';

const million = 1_000_000;

/** USD, decimal with at most eight places; null where the server did not count tokens or prices are not known. */
export function costOf({ inputTokens, outputTokens }: { inputTokens: number | null; outputTokens: number | null }, prices: ExternalAiConfig['prices']): string | null {
  if (inputTokens === null || outputTokens === null || prices.input === undefined || prices.output === undefined) return null;
  return new Big(prices.input).times(inputTokens).plus(new Big(prices.output).times(outputTokens)).div(million).round(8, Big.roundHalfUp).toFixed();
}
