import { fromJson, Structure, textOf, toJson, truth, type Value } from '../values.js';
import { of, ofText, type FunctionGroup } from './definition.js';

export const GENERAL: FunctionGroup = {
  ispresent: of(1, 1, (args) => truth(args.value(0) !== undefined)),
  coalesce: of(1, 100, (args) => {
    for (let i = 0; i < args.count; i++) {
      const value = args.value(i);
      if (value !== undefined) return value;
    }
    return undefined;
  }),
  if: of(2, 3, (args) => (args.isTrue(0) ? args.value(1) : args.count === 3 ? args.value(2) : undefined)),
  /** Conditions and values in turn; a last one alone is for when none holds. */
  case: of(2, 100, (args) => {
    let i = 0;
    for (; i + 1 < args.count; i += 2) if (args.isTrue(i)) return args.value(i + 1);
    return i < args.count ? args.value(i) : undefined;
  }),
  // No data protection policy masks anything here.
  unmask: of(1, 1, (args) => args.value(0)),
  jsonParse: ofText(parsed),
  jsonStringify: of(1, 1, (args) => {
    const value = args.value(0);
    return value instanceof Structure ? textOf(value) : value === undefined ? undefined : JSON.stringify(toJson(value));
  }),
};

function parsed(text: string): Value {
  try {
    return fromJson(JSON.parse(text));
  } catch {
    return undefined;
  }
}
