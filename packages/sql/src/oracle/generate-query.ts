import type { Choices } from './choices.js';
import { Expressions, numeric, type Category, type Reference } from './generate-expression.js';
import { Froms, intervals, withTime, type GivenTable, type MadeFrom, type Readable } from './generate-from.js';

export interface MadeItem {
  readonly category: Category;
  readonly vague?: boolean;
}

export interface MadeQuery {
  readonly text: string;
  readonly items: readonly MadeItem[];
  readonly ordered: boolean;
  readonly late: boolean;
}

/** Makes queries over what can be read. */
export class Queries {
  readonly #choices: Choices;
  readonly #froms: Froms;

  constructor(choices: Choices, readable: readonly Readable[], tables: readonly GivenTable[]) {
    this.#choices = choices;
    this.#froms = new Froms(choices, readable, tables);
  }

  any(): MadeQuery {
    switch (this.#choices.below(11)) {
      case 1:
      case 2:
      case 3:
        return this.grouped(false);
      case 4:
      case 5:
        return this.#sliding();
      case 6:
        return this.#stagger();
      case 7:
        return this.#distinct();
      case 8:
        return this.#sorted();
      case 9:
        return this.#union();
      default:
        return this.simple(false);
    }
  }

  /** SELECT, FROM and WHERE. Where it is part of another query nothing in it may fail. */
  simple(safe: boolean): MadeQuery {
    const from = this.#froms.from(true);
    // What rises with ROWTIME would be a window where a view's reader groups by it.
    const inner = new Expressions(this.#choices, safe ? from.references.filter(isNoTime) : withTime(from), safe);
    if (from.star !== undefined && this.#choices.once(8)) {
      const text = `SELECT STREAM * FROM ${from.text}${this.#froms.where(from)}`;
      return { text, items: itemsOf(from.star), ordered: from.ordered, late: from.late };
    }
    const made = this.#choices.several(1, 4, () => inner.any(2));
    const passed = from.references.filter(({ vague }) => vague === true).slice(0, 1);
    const items = [...made, ...passed];
    const list = items.map(({ text }, index) => `${text} AS I${index}`).join(', ');
    const text = `SELECT STREAM ${list} FROM ${from.text}${this.#froms.where(from)}`;
    return { text, items: itemsOf(items), ordered: from.ordered, late: from.late };
  }

  /** Values of given categories from another relation, or from the same. */
  projection(wanted: readonly Category[]): string | undefined {
    const from = this.#froms.from(true);
    if (from.late) return undefined;
    const expressions = new Expressions(this.#choices, withTime(from), true);
    return `SELECT STREAM ${wanted.map((category) => expressions.of(category, 1)).join(', ')} FROM ${from.text}${this.#froms.where(from)}`;
  }

  #windowKey(time: string): string {
    return this.#choices.one(
      `FLOOR(${time} TO MINUTE)`,
      `STEP(${time} BY INTERVAL '10' SECOND)`,
      `STEP(${time} BY INTERVAL '7' SECOND)`,
      `FLOOR(${time} TO HOUR)`,
      `FLOOR(${time} TO SECOND)`,
      `CEIL(${time} TO MINUTE)`,
      `(FLOOR(${time} TO MINUTE) - INTERVAL '1' DAY)`,
      `FLOOR((${time} - TIMESTAMP '1970-01-01 00:00:00') SECOND(10) / 10 TO SECOND)`,
    );
  }

  /** An aggregate's call, without OVER. */
  #aggregate(from: MadeFrom, inner: Expressions, over: boolean): { text: string } & MadeItem {
    const choices = this.#choices;
    const number = choices.one(...numeric);
    const value = (category: Category): string => inner.of(category, 1);
    const distinct = choices.once(4) ? 'DISTINCT ' : '';
    const { category, text } = inner.any(1);
    switch (choices.below(from.ordered ? 12 : 9)) {
      case 1:
        return { text: `COUNT(${distinct}${text})`, category: 'whole' };
      case 2:
      case 3:
        return { text: `SUM(${distinct}${value(number)})`, category: number };
      case 4:
        return { text: `AVG(${distinct}${value(number)})`, category: number, vague: number === 'double' };
      case 5:
        return { text: `MIN(${text})`, category };
      case 6:
        return { text: `MAX(${text})`, category };
      case 7: {
        const name = choices.one('STDDEV_POP', 'STDDEV_SAMP', 'VAR_POP', 'VAR_SAMP');
        return { text: `${name}(${distinct}${value('double')})`, category: 'double', vague: true };
      }
      case 8:
        return { text: `${choices.one('EVERY', 'ANY')}(${value('truth')})`, category: 'truth' };
      case 9:
      case 10: {
        const nulls = choices.one('', ' IGNORE NULLS');
        return { text: `${choices.one('FIRST_VALUE', 'LAST_VALUE')}(${text})${nulls}`, category };
      }
      case 11: {
        const last = choices.one('', ' IGNORE NULLS');
        if (!over) return { text: `LAST_VALUE(${text})${last}`, category };
        if (choices.once(2))
          return {
            text: `NTH_VALUE(${text}, ${choices.one('2', '1', '3')})${choices.one('', ' FROM LAST')}${last}`,
            category,
          };
        return { text: `LAG(${text}${choices.one('', ', 1', ', 2')})${last}`, category };
      }
      default:
        return { text: 'COUNT(*)', category: 'whole' };
    }
  }

  /** GROUP BY. Where it is part of another query no item of it may fail: what is not read is not computed. */
  grouped(isPart: boolean): MadeQuery {
    const choices = this.#choices;
    const from = this.#froms.from(true);
    const safe = new Expressions(choices, from.references.filter(isNoTime), true);
    const inner = new Expressions(choices, withTime(from), choices.once(2));
    const windows = choices.several(1, choices.once(4) ? 2 : 1, () => this.#windowKey(from.time));
    const keys = choices.several(0, 2, () => {
      const key = safe.any(choices.below(2));
      // The engine takes chains of OR and AND apart, and does not find a grouped one within a longer one.
      return / (?:OR|AND) /.test(key.text) ? { ...key, text: safe.of(key.category, 0) } : key;
    });
    const aggregates = choices.several(1, 4, () => this.#aggregate(from, inner, false));
    const chosen = [
      ...windows.flatMap((text) => (text.includes('SECOND(10)') ? [] : [{ text, category: 'time' as const }])),
      ...keys,
      ...aggregates,
      ...(choices.once(4) ? [{ text: 'ROWTIME', category: 'time' as const }] : []),
    ];
    const items = chosen.filter((item) => item === aggregates[0] || !choices.once(4));
    const over = new Expressions(choices, [...keys, ...aggregates], false);
    if (!isPart && choices.once(3)) items.push(over.any(1));
    const having = choices.once(3)
      ? ` HAVING ${new Expressions(choices, [...keys, ...aggregates], true).of('truth', 1)}`
      : '';
    const group = [...windows, ...keys.map(({ text }) => text)];
    const by = choices.once(2) ? group.toReversed() : group;
    const list = items.map(({ text }, index) => `${text} AS I${index}`).join(', ');
    const text = `SELECT STREAM ${list} FROM ${from.text}${this.#froms.where(from)} GROUP BY ${by.join(', ')}${having}`;
    return { text, items: itemsOf(items), ordered: from.ordered, late: from.late };
  }

  #stagger(): MadeQuery {
    const choices = this.#choices;
    const from = this.#froms.from(true);
    const safe = new Expressions(choices, withTime(from), true);
    const keys = choices.several(1, 2, () => safe.any(0));
    const aggregates = choices.several(1, 3, () => this.#aggregate(from, safe, false));
    const items = [...keys, ...aggregates];
    const list = items.map(({ text }) => text).join(', ');
    const by = keys.map(({ text }) => text).join(', ');
    const text = `SELECT STREAM ${list} FROM ${from.text}${this.#froms.where(from)} WINDOWED BY STAGGER (PARTITION BY ${by} RANGE INTERVAL ${choices.one(...intervals)})`;
    return { text, items: itemsOf(items), ordered: from.ordered, late: from.late };
  }

  #sliding(): MadeQuery {
    const choices = this.#choices;
    const from = this.#froms.from(false, true);
    const inner = new Expressions(choices, withTime(from), choices.once(2));
    const safe = new Expressions(choices, withTime(from), true);
    const window = (): string => {
      const by = choices.several(0, 2, () => safe.any(choices.below(2)).text);
      const partition = by.length === 0 ? '' : `PARTITION BY ${by.join(', ')} `;
      const frame = choices.one(
        `RANGE INTERVAL ${choices.one(...intervals)} PRECEDING`,
        `ROWS ${choices.one('1', '3', '10')} PRECEDING`,
        'RANGE CURRENT ROW',
        'ROWS UNBOUNDED PRECEDING',
        'ROWS BETWEEN 2 PRECEDING AND CURRENT ROW',
      );
      return `(${partition}${frame})`;
    };
    const windows = choices.several(1, 2, window);
    const results = choices.several(1, 4, () => {
      const item = this.#aggregate(from, inner, true);
      return { ...item, text: `${item.text} OVER ${choices.once(3) ? window() : `N${choices.below(windows.length)}`}` };
    });
    const own = choices.several(0, 2, () => inner.any(1));
    const items: ({ text: string } & MadeItem)[] = [...own, ...results];
    if (choices.once(3)) items.push(new Expressions(choices, [...results, ...from.references], false).any(1));
    const named = windows.map((text, index) => `N${index} AS ${text}`).join(', ');
    const list = items.map(({ text }, index) => `${text} AS I${index}`).join(', ');
    const text = `SELECT STREAM ${list} FROM ${from.text}${this.#froms.where(from)} WINDOW ${named}`;
    return { text, items: itemsOf(items), ordered: from.ordered, late: from.late };
  }

  #distinct(): MadeQuery {
    const choices = this.#choices;
    const from = this.#froms.from(true);
    const safe = new Expressions(choices, from.references.filter(isNoTime), true);
    const times = choices.one([], ['ROWTIME']).map((text) => ({ text, category: 'time' as const }));
    const window = {
      text: `FLOOR(${from.time} TO ${choices.one('MINUTE', 'HOUR', 'SECOND')})`,
      category: 'time' as const,
    };
    const items = [...times, window, ...choices.several(1, 2, () => safe.any(1))];
    const list = items.map(({ text }) => text).join(', ');
    const text = `SELECT STREAM DISTINCT ${list} FROM ${from.text}${this.#froms.where(from)}`;
    return { text, items: itemsOf(items), ordered: from.ordered, late: from.late };
  }

  #sorted(): MadeQuery {
    const choices = this.#choices;
    const from = this.#froms.from(false, true);
    const inner = new Expressions(choices, withTime(from), true);
    const items = choices.several(1, 3, () => inner.any(1));
    const keys = choices.several(1, 2, () => {
      const { text } = inner.any(1);
      const key = choices.once(2) || /^[\d.]+(E\d+)?$/.test(text) ? `I${choices.below(items.length)}` : text;
      return `${key}${choices.one('', ' DESC', ' ASC')}`;
    });
    const list = items.map(({ text }, index) => `${text} AS I${index}`).join(', ');
    const window = `FLOOR(${from.time} TO ${choices.one('MINUTE', 'HOUR', 'SECOND')})`;
    const text = `SELECT STREAM ${list} FROM ${from.text}${this.#froms.where(from)} ORDER BY ${window}, ${keys.join(', ')}`;
    return { text, items: itemsOf(items), ordered: from.ordered, late: true };
  }

  #union(): MadeQuery {
    const choices = this.#choices;
    const made = choices.several(1, 3, () =>
      choices.one(...(['whole', 'text', 'double', 'decimal', 'truth', 'time'] as const)),
    );
    const sides = choices.several(2, 3, () => this.projection(made));
    const [first] = sides;
    if (sides.includes(undefined) || first === undefined) return this.simple(false);
    return {
      text: sides.join(' UNION ALL '),
      items: made.map((category) => ({ category })),
      ordered: false,
      late: false,
    };
  }
}

const isNoTime = ({ text }: Reference): boolean => !text.endsWith('ROWTIME');

const itemsOf = (items: readonly ({ readonly text: string } & MadeItem)[]): MadeItem[] =>
  items.map(({ category, vague }) => ({ category, ...(vague === true && { vague }) }));
