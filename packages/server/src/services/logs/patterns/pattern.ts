/** A filter pattern, compiled. */
export interface FilterPattern {
  /**
   * `all`: the empty pattern. `terms`: words of the message. `json`: selectors of JSON. `fields`: the columns of messages whose fields are separated by spaces.
   * Only the last two have fields that metric values and dimensions can name.
   */
  readonly kind: 'all' | 'terms' | 'json' | 'fields';
  /** How many regular expressions stand in it: AWS limits them by pattern and by group. */
  readonly regexCount: number;
  matches(message: string): boolean;
  /**
   * What TestMetricFilter answers as extractedValues; undefined when the message does not match. Of JSON, the selectors that stand in the pattern;
   * of columns, all of them, by name (`$status`) or by place (`$4`, from 1).
   */
  extract(message: string): Record<string, string> | undefined;
  /**
   * The value that a metric filter takes from a message: `$.a.b` of JSON, whether it stands in the pattern or not, `$name` or `$4` of columns.
   * Undefined when there is none, or it is no scalar.
   */
  value(selector: string, message: string): string | undefined;
}

/** A text is no filter pattern. Operations have texts of their own for it; the message says what is wrong. */
export class InvalidPatternError extends Error {
  override readonly name = 'InvalidPatternError';
}
