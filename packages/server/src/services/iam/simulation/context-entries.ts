import { isContextValue, type ContextValueType } from '@paddock/policy';
import type { Infer } from '@paddock/wire';
import { invalidInput } from '../errors.js';
import type { ContextEntryListType } from '../structures.js';

/**
 * The condition keys that a simulation is given, by name in lower case.
 * @throws InvalidInput for an entry without name, type or values, one given twice, and values that are not of its type
 */
export function readContextEntries(
  entries: Infer<typeof ContextEntryListType> = [],
): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, readonly string[]>();
  for (const { ContextKeyName: name, ContextKeyType: type, ContextKeyValues: values = [] } of entries) {
    if (name === undefined && type === undefined && values.length === 0) continue;
    if (name === undefined) throw invalidInput('ContextKeyName cannot be null or empty.');
    if (keys.has(name.toLowerCase())) throw invalidInput(`Duplicate context key: ${name}.`);
    if (type === undefined) throw invalidInput(`Context key ${name} has invalid type null.`);
    if (values.length === 0) throw invalidInput(`Context values for context key ${name} cannot be null or empty.`);
    if (!type.endsWith('List') && values.length > 1)
      throw invalidInput(`Context key ${type} expected a single value, but received ${values.length}.`);
    const format = formats.get(type.replace('List', ''));
    if (format !== undefined && !values.every((value) => isContextValue(format.type, value)))
      throw invalidInput(`Invalid context value for key ${name}: expected ${format.wording}.`);
    keys.set(name.toLowerCase(), values);
  }
  return keys;
}

/** Any text is a string, and a boolean: one that is neither true nor false equals neither. */
const formats: ReadonlyMap<string, { readonly type: ContextValueType; readonly wording: string }> = new Map([
  ['numeric', { type: 'numeric', wording: 'numeric format' }],
  ['date', { type: 'date', wording: 'DateTime format' }],
  ['ip', { type: 'ip', wording: 'IP address' }],
  ['binary', { type: 'binary', wording: 'base-64 encoded binary format' }],
]);
