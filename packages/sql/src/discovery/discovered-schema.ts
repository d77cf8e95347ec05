import type { InputFormat } from '../records/input-format.js';

/** What a sample of records tells about how to read their source. */
export interface DiscoveredSchema {
  readonly format: InputFormat;
  readonly encoding: 'UTF-8';
  readonly columns: readonly DiscoveredColumn[];
  /** The sample's rows by this schema, values as text. null: NULL, or text that is not of its column's type, such as a header's. */
  readonly parsed: readonly (readonly (string | null)[])[];
}

export interface DiscoveredColumn {
  readonly name: string;
  readonly sqlType: string;
  /** JSON only. */
  readonly mapping?: string;
}

/** Rows that a sample is judged by: those that follow are not looked at. */
export const mostSampledRows = 1_000;
