import type { Choices } from './choices.js';

/** What an expression may stand for. */
export type Category = 'whole' | 'decimal' | 'double' | 'text' | 'truth' | 'time';

export const categories = ['whole', 'decimal', 'double', 'text', 'truth', 'time'] as const;
export const numeric = ['whole', 'decimal', 'double'] as const;

/** What can be named. */
export interface Reference {
  readonly text: string;
  readonly category: Category;
  /** Known to some digits only: to be passed on, not to be computed with. */
  readonly vague?: boolean;
}

/** Makes expressions over what can be named. `safe` ones fail for no row: for where SQL leaves it open which rows are asked. */
export class Expressions {
  readonly #choices: Choices;
  readonly #references: readonly Reference[];
  readonly #safe: boolean;

  constructor(choices: Choices, references: readonly Reference[], safe: boolean) {
    this.#choices = choices;
    this.#references = references;
    this.#safe = safe;
  }

  any(depth: number): { readonly text: string; readonly category: Category } {
    const category = this.#choices.one(...categories);
    return { text: this.of(category, depth), category };
  }

  of(category: Category, depth: number): string {
    const choices = this.#choices;
    if (depth <= 0 || choices.below(3) === 0) return this.#leaf(category);
    switch (choices.below(8)) {
      case 6:
        return this.#case(category, depth - 1);
      case 7:
        return choices.once(2)
          ? `NULLIF(${this.of(category, depth - 1)}, ${this.#leaf(category)})`
          : `COALESCE(${this.of(category, depth - 1)}, ${this.of(category, depth - 1)})`;
    }
    switch (category) {
      case 'whole':
        return this.#whole(depth - 1);
      case 'decimal':
        return this.#decimal(depth - 1);
      case 'double':
        return this.#safe ? `ABS(${this.of('double', depth - 1)})` : this.#double(depth - 1);
      case 'text':
        return this.#text(depth - 1);
      case 'truth':
        return this.#truth(depth - 1);
      case 'time':
        return this.#time(depth - 1);
    }
  }

  /** NULL only where it depends on the row: which operands of what is NULL always are asked is left open. */
  #case(category: Category, depth: number): string {
    const [first, ...more] = this.#references.filter(({ text }) => !text.endsWith('ROWTIME'));
    const then = this.of(category, depth);
    if (first !== undefined && this.#choices.once(3))
      return `CASE WHEN ${this.#choices.one(first, ...more).text} IS NULL THEN ${then} END`;
    return `CASE WHEN ${this.of('truth', depth)} THEN ${then} ELSE ${this.of(category, depth)} END`;
  }

  #leaf(category: Category): string {
    const fitting = this.#references.filter((each) => each.category === category && each.vague !== true);
    const [first, ...more] = fitting;
    if (first !== undefined && !this.#choices.once(4)) return this.#choices.one(first, ...more).text;
    return this.literal(category);
  }

  literal(category: Category): string {
    const choices = this.#choices;
    switch (category) {
      case 'whole':
        return choices.one('1', '0', '-3', '7', '100');
      case 'decimal':
        return choices.one('1.5', '0.25', '-2.75', '10.0');
      case 'double':
        return choices.one('1E0', '-2.5E0', '0E0', '1.25E1');
      case 'text':
        return choices.one("'a'", "'ab'", "'B c'", "''", "'b'");
      case 'truth':
        return choices.one('TRUE', 'FALSE');
      case 'time':
        return choices.one("TIMESTAMP '2020-01-01 00:00:10'", "TIMESTAMP '1969-12-31 23:59:59'");
    }
  }

  #whole(depth: number): string {
    const choices = this.#choices;
    const safe = ['CHAR_LENGTH', 'POSITION', 'EXTRACT', 'TSDIFF'] as const;
    const risky = ['+', '-', '*', '/', 'MOD', 'ABS', 'CAST', 'STEP', 'minus'] as const;
    const form = choices.one<string>(...safe, ...(this.#safe ? [] : risky));
    switch (form) {
      case 'CHAR_LENGTH':
        return `CHAR_LENGTH(${this.of('text', depth)})`;
      case 'POSITION':
        return `POSITION(${this.literal('text')} IN ${this.of('text', depth)})`;
      case 'EXTRACT':
        return `EXTRACT(${choices.one('MINUTE', 'HOUR', 'DAY', 'MONTH', 'YEAR')} FROM ${this.of('time', depth)})`;
      case 'TSDIFF':
        return `TSDIFF(${this.of('time', depth)}, ${this.of('time', depth)})`;
      case 'MOD':
        return `MOD(${this.#leaf('whole')}, ${this.#leaf('whole')})`;
      case 'ABS':
        return `ABS(${this.of('whole', depth)})`;
      case 'CAST':
        return `CAST(${this.of(choices.one(...numeric), depth)} AS ${choices.one('INTEGER', 'BIGINT', 'SMALLINT', 'TINYINT')})`;
      case 'STEP':
        return `STEP(${this.#leaf('whole')} BY ${choices.one('5', '3')})`;
      case 'minus':
        return `(- ${this.of('whole', depth)})`;
      default:
        return `(${this.of('whole', depth)} ${form} ${this.of('whole', depth)})`;
    }
  }

  #decimal(depth: number): string {
    const choices = this.#choices;
    const other = (): string => this.of(choices.one('decimal', 'whole'), depth);
    if (this.#safe)
      return choices.once(2) ? `ABS(${this.of('decimal', depth)})` : `EXTRACT(SECOND FROM ${this.of('time', depth)})`;
    const form = choices.one('+', '-', '*', '/', 'FLOOR', 'CEIL', 'ABS', 'CAST');
    switch (form) {
      case 'FLOOR':
      case 'CEIL':
      case 'ABS':
        return `${form}(${this.of('decimal', depth)})`;
      case 'CAST':
        return `CAST(${this.of(choices.one(...numeric), depth)} AS DECIMAL(${choices.one('8,2', '5,0', '12,4')}))`;
      default: {
        const [a, b] = [this.of('decimal', depth), other()];
        return choices.once(2) ? `(${b} ${form} ${a})` : `(${a} ${form} ${b})`;
      }
    }
  }

  #double(depth: number): string {
    const choices = this.#choices;
    const form = choices.one('+', '-', '*', '/', 'FLOOR', 'CEIL', 'CAST');
    switch (form) {
      case 'FLOOR':
      case 'CEIL':
        return `${form}(${this.of('double', depth)})`;
      case 'CAST':
        return `CAST(${this.of(choices.one(...numeric), depth)} AS DOUBLE)`;
      default:
        return `(${this.of('double', depth)} ${form} ${this.of(choices.one(...numeric), depth)})`;
    }
  }

  #text(depth: number): string {
    const choices = this.#choices;
    const text = (): string => this.of('text', depth);
    switch (choices.below(this.#safe ? 5 : 6)) {
      case 0:
        return `${choices.one('UPPER', 'LOWER', 'INITCAP')}(${text()})`;
      case 1:
        return `SUBSTRING(${text()} FROM ${choices.one('1', '2', '0', '-1')} FOR ${choices.one('1', '2', '0', '3')})`;
      case 2:
        return `(${text()} || ${text()})`;
      case 3:
        return `TRIM(${choices.one('BOTH', 'LEADING', 'TRAILING')} ${choices.one("'a'", "' '")} FROM ${text()})`;
      case 4:
        return `CAST(${text()} AS ${choices.one('VARCHAR(3)', 'CHAR(4)', 'VARCHAR(20)')})`;
      default:
        return `CAST(${this.of(choices.one('whole', 'decimal', 'truth'), depth)} AS VARCHAR(${choices.one('20', '4')}))`;
    }
  }

  #truth(depth: number): string {
    const choices = this.#choices;
    const numbers = choices.one(...numeric);
    const category = choices.one(...categories);
    const value = (of: Category): string => this.of(of, depth);
    const other = (): string => value(category === numbers ? choices.one(...numeric) : category);
    switch (choices.below(9)) {
      case 0:
        return `(${value(category)} ${choices.one('=', '<>', '<', '<=', '>', '>=')} ${other()})`;
      case 1:
        return `(${value('truth')} AND ${value('truth')})`;
      case 2:
        return `(${value('truth')} OR ${value('truth')})`;
      case 3:
        return `(NOT ${value('truth')})`;
      case 4:
        return `(${value(category)} IS ${choices.one('NULL', 'NOT NULL')})`;
      case 5:
        return `(${value(category)} ${choices.one('BETWEEN', 'NOT BETWEEN')} ${other()} AND ${other()})`;
      case 6:
        return `(${value(category)} ${choices.one('IN', 'NOT IN')} (${choices.several(1, 3, () => this.#leaf(category)).join(', ')}))`;
      case 7:
        return choices.once(2)
          ? `(${value('truth')} IS ${choices.one('TRUE', 'NOT TRUE', 'FALSE', 'NOT FALSE', 'UNKNOWN', 'NOT UNKNOWN')})`
          : `(${value(category)} IS ${choices.one('', 'NOT ')}DISTINCT FROM ${other()})`;
      default:
        return `(${value('text')} ${choices.one('LIKE', 'NOT LIKE')} ${choices.one("'a%'", "'%b'", "'_b%'", "'%'", "'a'")})`;
    }
  }

  #time(depth: number): string {
    const choices = this.#choices;
    const time = this.of('time', depth);
    switch (choices.below(3)) {
      case 0:
        return `${choices.one('FLOOR', 'CEIL')}(${time} TO ${choices.one('MINUTE', 'SECOND', 'HOUR', 'DAY')})`;
      case 1:
        return `(${time} ${choices.one('+', '-')} INTERVAL ${choices.one("'90' MINUTE", "'1' DAY", "'5' SECOND")})`;
      default:
        return `STEP(${time} BY INTERVAL ${choices.one("'7' SECOND", "'2' HOUR", "'30' MINUTE")})`;
    }
  }
}
