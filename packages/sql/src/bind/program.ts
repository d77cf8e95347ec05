import { type Span, SqlError, sqlErrorAt } from '../errors.js';
import type { Name, Statement } from '../syntax/ast.js';
import { isAssignable } from '../types/derive.js';
import { type Column, sameType, typeText } from '../types/sql-type.js';
import { bindExpression, bindQuery } from './binding.js';
import {
  type CatalogueObject,
  type GivenRelation,
  type PumpDefinition,
  errorStreamColumns,
  errorStreamName,
  isErrorStream,
  notAllowed,
  relationOf,
} from './catalogue.js';
import { type FunctionIndex, type StatementContext, type UserFunction, objectName } from './context.js';
import { blame, spend } from './effort.js';
import { refuseCycles } from './cycles.js';
import { converted } from './fold.js';
import { renamed } from './from.js';
import { bindInsert } from './insert.js';
import { sizeOfPlan } from './plan-size.js';
import type { Program, Pump } from './plan.js';
import { queryOf } from './query.js';
import { type Relation, type Scope, fieldOf, itemsOf } from './relation.js';
import { expressionOf } from './expression.js';

/** What it takes to run a part of a plan, in parts that are compiled. */
const partsToRun = 3;

/** What a program stands on: the service's streams and tables, and the functions that it may call. */
export interface Environment {
  readonly sources: readonly GivenRelation[];
  readonly tables: readonly GivenRelation[];
  readonly functions: FunctionIndex;
}

/** Runs the statements in their order; what is left at the end is the program. */
export class ProgramBinder {
  readonly #functions: FunctionIndex;
  readonly #tables: readonly GivenRelation[];
  /** In the order of their making. */
  readonly #objects = new Map<string, CatalogueObject>();
  readonly #pumps = new Map<string, PumpDefinition>();
  readonly #userFunctions = new Map<string, UserFunction[]>();

  constructor({ sources, tables, functions }: Environment) {
    this.#functions = functions;
    this.#tables = tables;
    for (const { name, columns } of sources) this.#objects.set(name, { kind: 'source', columns });
    for (const { name, columns } of tables) this.#objects.set(name, { kind: 'table', columns });
  }

  /** @throws SqlError when the statement cannot be run */
  run(statement: Statement): void {
    blame(statement.at);
    switch (statement.kind) {
      case 'create-stream':
        return this.#createStream(statement);
      case 'create-pump':
        return this.#createPump(statement);
      case 'alter-pump':
        return this.#alterPump(statement);
      case 'create-view':
        return this.#createView(statement);
      case 'create-function':
        return this.#createFunction(statement);
      case 'drop':
        return this.#drop(statement);
      case 'query':
        bindQuery(statement.query, this.#context(), { outermost: true });
    }
  }

  /** The program that the statements made. @throws SqlError when a pump no longer fits what was changed behind it */
  finish(): Program {
    const streams: Program['streams'][number][] = [];
    for (const [name, object] of this.#objects) {
      if (object.kind === 'source' || object.kind === 'created')
        streams.push({ name, kind: object.kind, columns: object.columns });
    }
    streams.push({ name: errorStreamName, kind: 'error', columns: errorStreamColumns });
    const pumps = [...this.#pumps].map(([name, definition]) => {
      blame(definition.at);
      const pump = this.#pump(name, definition);
      spend(partsToRun * sizeOfPlan(pump.plan));
      return pump;
    });
    refuseCycles(pumps);
    return { streams, pumps, tables: this.#tables.map(({ name }) => name) };
  }

  #pump(name: string, { started, insert, at }: PumpDefinition): Pump {
    const into = objectName(insert.into);
    const plan = bindInsert(insert, this.#target(insert.into), this.#context());
    return { name, started, into, plan, at };
  }

  #target(name: Name): readonly Column[] {
    const text = objectName(name);
    if (isErrorStream(text)) throw notAllowed('INSERT', name);
    const object = this.#objects.get(text);
    if (object === undefined) throw sqlErrorAt(name.at, `Table '${text}' not found`);
    if (object.kind !== 'created') throw notAllowed('INSERT', name);
    return object.columns;
  }

  #context(): StatementContext {
    const open = new Set<string>();
    const context: StatementContext = {
      functions: this.#functions,
      userFunctions: this.#userFunctions,
      relation: (name) => this.#relation(name, context, open),
      places: new WeakMap(),
      budget: { depth: 0, relations: 0 },
      binders: { expression: expressionOf, query: queryOf },
    };
    return context;
  }

  /** @param open the views that are being gone through */
  #relation(name: Name, context: StatementContext, open: Set<string>): Relation {
    const text = objectName(name);
    if (isErrorStream(text)) throw notAllowed('SELECT', name);
    const object = this.#objects.get(text);
    if (object === undefined) throw sqlErrorAt(name.at, `Table '${text}' not found`);
    if (object.kind !== 'view') return relationOf(text, object);
    if (open.has(text)) throw sqlErrorAt(name.at, `View '${text}' reads itself`);
    open.add(text);
    const relation = bindQuery(object.query, context);
    open.delete(text);
    if (object.columns === undefined) return relation;
    return { ...relation, items: renamed(relation.items, object.columns, object.at) };
  }

  #createStream(statement: Extract<Statement, { kind: 'create-stream' }>): void {
    const { name, orReplace, columns: declared, query } = statement;
    const text = this.#newName(name, orReplace, 'Stream');
    if (query !== undefined) {
      const { plan } = bindQuery(query, this.#context());
      refuseDuplicates(plan.columns.map((column) => ({ name: { text: column.name, at: query.at } })));
      this.#objects.set(text, { kind: 'created', columns: plan.columns });
      const insert = { into: name, query, at: query.at };
      this.#pumps.set(text, { started: true, insert, at: statement.at });
      return;
    }
    refuseDuplicates(declared ?? []);
    const columns = (declared ?? []).map(({ name: column, type: { type, at }, notNull }): Column => {
      if (type.kind === 'INTERVAL' || type.kind === 'NULL')
        throw sqlErrorAt(at, `Type '${typeText(type)}' is not supported`);
      return { name: column.text, type, ...(notNull ? { notNull } : {}) };
    });
    this.#objects.delete(text);
    this.#objects.set(text, { kind: 'created', columns });
  }

  #newName(name: Name, orReplace: boolean, what: 'Stream' | 'View'): string {
    const text = objectName(name);
    const known = this.#objects.get(text);
    const replaces = known === undefined || (orReplace && known.kind === (what === 'View' ? 'view' : 'created'));
    if (isErrorStream(text) || !replaces) throw sqlErrorAt(name.at, `${what} '${text}' already exists`);
    return text;
  }

  #createPump({ name, orReplace, state, insert, at }: Extract<Statement, { kind: 'create-pump' }>): void {
    const text = objectName(name);
    if (this.#pumps.has(text) && !orReplace) throw sqlErrorAt(name.at, `Pump '${text}' already exists`);
    const definition: PumpDefinition = { started: state === 'STARTED', insert, at };
    this.#pump(text, definition);
    this.#pumps.delete(text);
    this.#pumps.set(text, definition);
  }

  #alterPump({ name, state }: Extract<Statement, { kind: 'alter-pump' }>): void {
    const started = state === 'STARTED';
    if (name === 'ALL') {
      for (const [each, pump] of this.#pumps) this.#pumps.set(each, { ...pump, started });
      return;
    }
    const text = objectName(name);
    const pump = this.#pumps.get(text);
    if (pump === undefined) throw sqlErrorAt(name.at, `Pump '${text}' not found`);
    this.#pumps.set(text, { ...pump, started });
  }

  #createView({ name, orReplace, columns, query, at }: Extract<Statement, { kind: 'create-view' }>): void {
    const text = this.#newName(name, orReplace, 'View');
    const relation = bindQuery(query, this.#context());
    if (columns !== undefined) renamed(relation.items, columns, at);
    this.#objects.delete(text);
    this.#objects.set(text, { kind: 'view', query, columns, at });
  }

  #createFunction(statement: Extract<Statement, { kind: 'create-function' }>): void {
    const { name, orReplace, parameters, returns, nullOnNull, body } = statement;
    const text = objectName(name);
    refuseDuplicates(parameters);
    const columns = parameters.map((parameter): Column => ({ name: parameter.name.text, type: parameter.type.type }));
    const types = columns.map(({ type }) => type);
    const overloads = this.#userFunctions.get(text) ?? [];
    const same = overloads.findIndex(
      (known) =>
        known.parameters.length === types.length &&
        known.parameters.every((type, index) => sameType(type, types[index] ?? type)),
    );
    if (same >= 0 && !orReplace) throw sqlErrorAt(name.at, `Function '${text}' already exists`);
    const scope: Scope = {
      relations: [{ alias: undefined, items: itemsOf(columns), rowtime: undefined }],
      fields: columns.map((column) => fieldOf(column)),
      timed: false,
      merged: [],
    };
    const typed = bindExpression(body, { statement: this.#context(), scope, clause: 'RETURN', windows: new Map() });
    const { type } = returns;
    if (!isAssignable(typed.type, type))
      throw sqlErrorAt(
        body.at,
        `Cannot assign to target field '${text}' of type ${typeText(type)} from source field 'RETURN' of type ${typeText(typed.type)}`,
      );
    const made: UserFunction = {
      name: text,
      parameters: types,
      returns: type,
      nullOnNull,
      body: converted(typed, type),
    };
    this.#userFunctions.set(text, [...overloads.filter((_, index) => index !== same), made]);
  }

  #drop({ what, name, ifExists, cascade }: Extract<Statement, { kind: 'drop' }>): void {
    const text = objectName(name);
    const missing = (): SqlError => sqlErrorAt(name.at, `${titles[what]} '${text}' not found`);
    if (what === 'PUMP' || what === 'FUNCTION') {
      const all: Map<string, unknown> = what === 'PUMP' ? this.#pumps : this.#userFunctions;
      if (!all.delete(text) && !ifExists) throw missing();
      return;
    }
    if (isErrorStream(text)) throw notAllowed('DROP', name);
    const object = this.#objects.get(text);
    if (object === undefined) {
      if (ifExists) return;
      throw missing();
    }
    if (object.kind !== (what === 'VIEW' ? 'view' : 'created')) {
      if (object.kind === 'source' || object.kind === 'table') throw notAllowed('DROP', name);
      throw missing();
    }
    this.#objects.delete(text);
    this.#dropDependents(text, name.at, cascade);
  }

  /** Pumps and views that no longer bind go with what they need, or keep it from going. */
  #dropDependents(text: string, at: Span, cascade: boolean): void {
    for (;;) {
      const broken = [...this.#objects].find(
        ([, object]) => object.kind === 'view' && fails(() => bindQuery(object.query, this.#context())),
      );
      const pump = [...this.#pumps].find(([name, definition]) => fails(() => this.#pump(name, definition)));
      if (broken === undefined && pump === undefined) return;
      if (!cascade) throw sqlErrorAt(at, `Cannot drop '${text}': '${pump?.[0] ?? broken?.[0] ?? ''}' depends on it`);
      if (pump !== undefined) this.#pumps.delete(pump[0]);
      if (broken !== undefined) this.#objects.delete(broken[0]);
    }
  }
}

const titles = { STREAM: 'Stream', VIEW: 'View', PUMP: 'Pump', FUNCTION: 'Function' } as const;

function fails(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch (error) {
    // Where the whole program is too large nothing is said of this part of it.
    spend(0);
    if (error instanceof SqlError) return true;
    throw error;
  }
}

function refuseDuplicates(columns: readonly { readonly name: { readonly text: string; readonly at: Span } }[]): void {
  const seen = new Set<string>();
  for (const { name } of columns) {
    if (seen.has(name.text)) throw sqlErrorAt(name.at, `Duplicate name '${name.text}' in column list`);
    seen.add(name.text);
  }
}
