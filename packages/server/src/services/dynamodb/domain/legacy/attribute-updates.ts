import { emptyAttributeName } from '../../errors.js';
import { typeOf, type AttributeValue } from '../attribute-value.js';
import type { Path, UpdateAction } from '../expressions/ast.js';
import type { RawValue } from '../raw-value.js';
import { checkValue } from '../value-check.js';
import { actionWithoutValue, addOfType, deleteOfType } from './errors.js';

/** A member of AttributeUpdates. */
export interface AttributeUpdate {
  readonly Value?: RawValue | undefined;
  readonly Action?: 'PUT' | 'ADD' | 'DELETE' | undefined;
}

export interface AttributeUpdates {
  readonly actions: readonly UpdateAction[];
  /** Whether all of them delete: then an item that is not there is not made. */
  readonly onlyDeletes: boolean;
}

/** @throws ValidationException for the first attribute, in the request's order, whose action is wrong */
export function parseAttributeUpdates(updates: Readonly<Record<string, AttributeUpdate>>): AttributeUpdates {
  const entries = Object.entries(updates);
  return {
    actions: entries.map(([name, update]) => actionOf(name, update)),
    onlyDeletes: entries.length > 0 && entries.every(([, { Action: action }]) => action === 'DELETE'),
  };
}

function actionOf(name: string, { Value: raw, Action: action = 'PUT' }: AttributeUpdate): UpdateAction {
  if (name === '') throw emptyAttributeName();
  const path = [name];
  if (raw === undefined) {
    if (action !== 'DELETE') throw actionWithoutValue();
    return { kind: 'remove', path };
  }
  const value = checkValue(raw, 'new');
  if (action === 'PUT') return { kind: 'set', path, value: { kind: 'value', value } };
  const isSet = 'SS' in value || 'NS' in value || 'BS' in value;
  if (action === 'DELETE') {
    if (!isSet) throw deleteOfType(typeOf(value));
    return { kind: 'delete', path, value };
  }
  if ('L' in value) return appended(path, value);
  if (!isSet && !('N' in value)) throw addOfType(typeOf(value));
  return { kind: 'add', path, value };
}

/** ADD of a list puts its elements at the end, which only SET says in expressions. */
const appended = (path: Path, value: AttributeValue): UpdateAction => ({
  kind: 'set',
  path,
  value: {
    kind: 'list-append',
    left: { kind: 'if-not-exists', path, otherwise: { kind: 'value', value: { L: [] } } },
    right: { kind: 'value', value },
  },
});
