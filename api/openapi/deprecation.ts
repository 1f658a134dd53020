import type { RouteDeprecation } from '../../contract/route-spec.ts';

/** What the API's description says of a route that will go. */
export const describeDeprecation = ({ since, sunset, instead }: RouteDeprecation): string =>
  `Deprecated since ${since}, gone from ${sunset} on${instead ? `. Use \`${instead}\` instead` : ''}. Answers carry the headers Deprecation and Sunset.`;
