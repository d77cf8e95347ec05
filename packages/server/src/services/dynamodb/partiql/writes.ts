import type { AttributeValue, Item } from '../domain/attribute-value.js';
import { touched } from '../domain/expressions/update.js';
import { planDelete, planExists, planUpdate, type PlanMode } from '../domain/partiql/plan-write.js';
import type { PreparedDelete, PreparedExists, PreparedInsert, PreparedUpdate } from '../domain/partiql/prepare.js';
import { DEEPEST } from '../domain/value-reader.js';
import { checkWrite, deleteWrite, putWrite, updateWrite } from '../item-writes.js';
import type { ItemWrite, ItemWritten } from '../items.js';
import type { TableView } from '../table-view.js';
import { duplicateItem, existsWithoutCondition, updatedTooDeep } from './errors.js';
import { sizedItem } from './prepared.js';
import { partiqlTable } from './table.js';

export type PreparedWrite = PreparedInsert | PreparedUpdate | PreparedDelete | PreparedExists;

export interface WriteOptions {
  readonly mode: PlanMode;
  readonly onFailure: 'NONE' | 'ALL_OLD';
}

/**
 * What a statement does to its item.
 * @throws ValidationException for what AWS refuses once it knows the table
 */
export function statementWrite(view: TableView, prepared: PreparedWrite, { mode, onFailure }: WriteOptions): ItemWrite {
  const table = partiqlTable(view);
  switch (prepared.kind) {
    case 'insert': {
      const { item, size } = sizedItem(prepared.item);
      const write = putWrite(view, { item, itemSize: size, condition: undefined, onFailure });
      return {
        ...write,
        decide(old) {
          if (old !== undefined) throw duplicateItem();
          return write.decide(old);
        },
      };
    }
    case 'update': {
      const { key, actions, condition } = planUpdate(prepared, table, mode);
      const update = { actions, legacy: false, onlyExisting: true };
      const write = updateWrite(view, { key, update, condition, onFailure });
      // Only what leads into a map or a list can make it deeper than what was checked.
      if (!actions.some(({ kind, path }) => kind === 'set' && path.length > 1)) return write;
      return {
        ...write,
        decide(old) {
          const next = write.decide(old);
          if (next !== undefined && next !== 'keep' && isTooDeep({ M: next.item }, DEEPEST + 1)) throw updatedTooDeep();
          return next;
        },
      };
    }
    case 'delete': {
      const { key, condition } = planDelete(prepared, table, mode);
      return deleteWrite(view, { key, condition, onFailure });
    }
    case 'exists': {
      const plan = planExists(prepared, table);
      if (plan === undefined) throw existsWithoutCondition();
      return checkWrite(view, { ...plan, onFailure });
    }
  }
}

function isTooDeep(value: AttributeValue, levels: number): boolean {
  if (levels === 0) return true;
  if ('L' in value) return value.L.some((element) => isTooDeep(element, levels - 1));
  return 'M' in value && Object.values(value.M).some((element) => isTooDeep(element, levels - 1));
}

/** What RETURNING asks for; nothing of an item that is not there, or of which nothing was touched. */
export function returnedItem(prepared: PreparedWrite, { old, new: now }: ItemWritten): Item | undefined {
  if (prepared.kind === 'delete') return prepared.returning === undefined ? undefined : old?.item;
  if (prepared.kind !== 'update') return undefined;
  const { actions, returning } = prepared;
  switch (returning) {
    case undefined:
      return undefined;
    case 'ALL_OLD':
      return old?.item;
    case 'ALL_NEW':
      return now?.item;
    case 'MODIFIED_OLD':
    case 'MODIFIED_NEW': {
      const item = (returning === 'MODIFIED_OLD' ? old : now)?.item;
      const part = item && touched(actions, item);
      return part === undefined || Object.keys(part).length === 0 ? undefined : part;
    }
  }
}
