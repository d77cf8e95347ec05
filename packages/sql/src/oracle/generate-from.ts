import type { Choices } from './choices.js';
import { Expressions, type Reference } from './generate-expression.js';

/** What can be read: a source, a made stream, a view. */
export interface Readable {
  readonly name: string;
  readonly columns: readonly Reference[];
  /** Whether the order of rows of one time is settled. */
  readonly ordered: boolean;
  /** Its rows come when their time is over: they cannot be merged with those of others. */
  readonly late: boolean;
  /** There are columns that are not named here. */
  readonly isPart?: boolean;
}

export interface GivenTable {
  readonly name: string;
  readonly columns: readonly Reference[];
}

export interface MadeFrom {
  readonly text: string;
  readonly references: readonly Reference[];
  readonly ordered: boolean;
  readonly late: boolean;
  /** How its ROWTIME is written. */
  readonly time: string;
  /** What `*` is. */
  readonly star?: readonly Reference[];
}

export const intervals = ["'10' SECOND", "'1' MINUTE", "'1' SECOND", "'90' SECOND", "'2' HOUR"] as const;

/** The time of a FROM clause's rows beside what else can be named. */
export const withTime = (from: MadeFrom): Reference[] => [...from.references, { text: from.time, category: 'time' }];

/** Makes FROM clauses over what can be read, and conditions over them. */
export class Froms {
  readonly #choices: Choices;
  readonly #readable: readonly Readable[];
  readonly #tables: readonly GivenTable[];

  constructor(choices: Choices, readable: readonly Readable[], tables: readonly GivenTable[]) {
    this.#choices = choices;
    this.#readable = readable;
    this.#tables = tables;
  }

  #readOne(isFit: (each: Readable) => boolean = () => true): Readable | undefined {
    const [first, ...more] = this.#readable.filter(isFit).toReversed();
    return first === undefined ? undefined : this.#choices.one(first, ...more);
  }

  /** One relation, or a join where it may be one. */
  from(joins: boolean, needsOrder = false): MadeFrom {
    const choices = this.#choices;
    if (joins && !needsOrder && choices.once(5)) return this.#windowJoin() ?? this.#plain(needsOrder);
    if (joins && !needsOrder && this.#tables.length > 0 && choices.once(6)) return this.#tableJoin();
    return this.#plain(needsOrder);
  }

  #plain(needsOrder: boolean): MadeFrom {
    const choices = this.#choices;
    const read = this.#readOne(({ ordered }) => ordered || !needsOrder) ?? this.#readable[0];
    if (read === undefined) throw new TypeError('There is something to read');
    if (choices.once(6)) {
      const own: MadeFrom = { ...read, text: read.name, references: read.columns, time: `${read.name}.ROWTIME` };
      const inner = new Expressions(choices, own.references, true);
      const items = choices.several(1, 3, () => inner.any(1));
      const list = items.map(({ text }, index) => `${text} AS X${index}`).join(', ');
      return {
        ...own,
        text: `(SELECT STREAM ${list}, ${own.time} AS XT FROM ${read.name}${this.where(own)}) AS Q`,
        references: items.map(({ category }, index) => ({ text: `Q.X${index}`, category })),
        time: choices.one('Q.ROWTIME', 'Q.XT'),
        star: [...items.map(({ category }): Reference => ({ text: '', category })), { text: '', category: 'time' }],
      };
    }
    const alias = choices.one('', 'Z');
    return {
      ...read,
      text: alias === '' ? read.name : `${read.name} AS ${alias}`,
      references: alias === '' ? read.columns : read.columns.map((each) => ({ ...each, text: `Z.${each.text}` })),
      ...(read.isPart !== true && { star: read.columns }),
      time: choices.one('ROWTIME', `${alias === '' ? read.name : alias}.ROWTIME`),
    };
  }

  #condition(left: readonly Reference[], right: readonly Reference[]): string {
    const choices = this.#choices;
    const parts: string[] = [];
    const pairs = left.flatMap((l) =>
      right.filter((r) => r.category === l.category && !l.vague && !r.vague).map((r) => [l, r] as const),
    );
    const [first, ...more] = pairs;
    if (first !== undefined)
      parts.push(...choices.several(1, 2, () => choices.one(first, ...more)).map(([l, r]) => `${l.text} = ${r.text}`));
    if (parts.length === 0 || choices.once(3))
      parts.push(new Expressions(choices, [...left, ...right], true).of('truth', 1));
    return parts.join(' AND ');
  }

  #windowJoin(): MadeFrom | undefined {
    const choices = this.#choices;
    const [left, right] = [this.#readOne(({ late }) => !late), this.#readOne(({ late }) => !late)];
    if (left === undefined || right === undefined) return undefined;
    const over = (is: boolean): string => (is ? ` OVER (RANGE INTERVAL ${choices.one(...intervals)} PRECEDING)` : '');
    const windows = choices.below(3);
    const named = (alias: string, { columns }: Readable): Reference[] =>
      columns.map((each) => ({ ...each, text: `${alias}.${each.text}` }));
    const [l, r] = [named('L', left), named('R', right)];
    const type = choices.one('JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN');
    const text = `${left.name}${over(windows !== 1)} AS L ${type} ${right.name}${over(windows !== 2)} AS R ON ${this.#condition(l, r)}`;
    const times = ['L.ROWTIME', 'R.ROWTIME'].map((time): Reference => ({ text: time, category: 'time' }));
    const asked = choices.once(3) ? times : [];
    const references = [...l, ...r, ...asked];
    const star = left.isPart === true || right.isPart === true ? {} : { star: [...l, ...r] };
    return { text, references, ordered: false, late: false, time: 'ROWTIME', ...star };
  }

  #tableJoin(): MadeFrom {
    const choices = this.#choices;
    const stream = this.#readOne();
    const table = this.#tables[choices.below(this.#tables.length)];
    if (stream === undefined || table === undefined) throw new TypeError('There is something to join');
    const l = stream.columns.map((each) => ({ ...each, text: `L.${each.text}` }));
    const r = table.columns.map((each) => ({ ...each, text: `R.${each.text}` }));
    const [from, join] = choices.once(3)
      ? [`${table.name} AS R`, `${choices.one('', 'RIGHT ')}JOIN ${stream.name} AS L`]
      : [`${stream.name} AS L`, `${choices.one('', 'LEFT ')}JOIN ${table.name} AS R`];
    const text = `${from} ${join} ON ${this.#condition(l, r)}`;
    return { text, references: [...l, ...r], ordered: false, late: stream.late, time: 'ROWTIME' };
  }

  /** A WHERE clause, or none. */
  where(from: MadeFrom): string {
    if (!this.#choices.once(3)) return '';
    return ` WHERE ${new Expressions(this.#choices, withTime(from), true).of('truth', 2)}`;
  }
}
