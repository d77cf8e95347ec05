/** A value as a request has it: JSON's types fit, but there may be no member, or several, and nothing is checked. */
export interface RawValue {
  readonly S?: string;
  readonly N?: string;
  readonly B?: string;
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
  readonly SS?: readonly (string | null)[];
  readonly NS?: readonly (string | null)[];
  readonly BS?: readonly (string | null)[];
  readonly L?: readonly (RawValue | null)[];
  readonly M?: RawItem;
}

/** Attributes by name; the names are own properties, `__proto__` too. */
export interface RawItem {
  readonly [name: string]: RawValue | null;
}
