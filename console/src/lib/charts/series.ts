/** One part of a stack, or one bar of a group, in every column of a chart. */
export interface ChartSeries {
  key: string;
  label: string;
  /** A token of the design, such as `var(--good)`. */
  color: string;
}

/** A column: its label and the value of each series by key. */
export type ChartRow = { label: string } & Record<string, string | number>;
