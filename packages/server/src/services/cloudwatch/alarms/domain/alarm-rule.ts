import type { StateValue } from './decision.js';

/** The rule of a composite alarm, read. */
export type Rule =
  | { readonly kind: 'constant'; readonly value: boolean }
  /** `alarm` is a name or an ARN, as it was written. */
  | { readonly kind: 'state'; readonly state: StateValue; readonly alarm: string }
  | { readonly kind: 'not'; readonly of: Rule }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Rule[] }
  | {
      readonly kind: 'at least';
      readonly count: number;
      readonly isPercent: boolean;
      readonly state: StateValue;
      readonly isNot: boolean;
      readonly alarms: readonly string[];
    };

const MOST_ELEMENTS = 500;
const MOST_CHILDREN = 100;
const DEEPEST = 100;

/** What is wrong with a rule, as it stands in brackets behind `Error in AlarmRule`. */
export class RuleFault extends Error {
  override readonly name = 'RuleFault';
}

/** @throws RuleFault */
export function parseRule(text: string): Rule {
  const reader = new Reader(text);
  const rule = reader.any(0);
  reader.end();
  if (reader.elements > MOST_ELEMENTS) throw new RuleFault(`The rule has more than ${MOST_ELEMENTS} elements`);
  if (alarmsOf(rule).size > MOST_CHILDREN) throw new RuleFault(`The rule names more than ${MOST_CHILDREN} alarms`);
  return rule;
}

/** The names and ARNs in a rule, in their order. */
export function alarmsOf(rule: Rule): ReadonlySet<string> {
  switch (rule.kind) {
    case 'constant':
      return new Set();
    case 'state':
      return new Set([rule.alarm]);
    case 'not':
      return alarmsOf(rule.of);
    case 'at least':
      return new Set(rule.alarms);
    default:
      return new Set(rule.of.flatMap((one) => [...alarmsOf(one)]));
  }
}

/** Whether a rule holds. @param stateOf undefined of an alarm that is not there: it is in no state */
export function holds(rule: Rule, stateOf: (alarm: string) => StateValue | undefined): boolean {
  switch (rule.kind) {
    case 'constant':
      return rule.value;
    case 'state':
      return stateOf(rule.alarm) === rule.state;
    case 'not':
      return !holds(rule.of, stateOf);
    case 'all':
      return rule.of.every((one) => holds(one, stateOf));
    case 'any':
      return rule.of.some((one) => holds(one, stateOf));
    case 'at least': {
      const count = rule.alarms.filter((alarm) => (stateOf(alarm) === rule.state) !== rule.isNot).length;
      return rule.isPercent ? count * 100 >= rule.count * rule.alarms.length : count >= rule.count;
    }
  }
}

interface Token {
  readonly kind: 'sign' | 'quoted' | 'word';
  readonly text: string;
  readonly at: number;
}

const TOKEN = /\s*(?:([()[\],])|"((?:[^"\\]|\\.)*)"|([^\s()[\],"]+))/sy;

class Reader {
  elements = 0;
  readonly #tokens: readonly Token[];
  readonly #length: number;
  #next = 0;

  constructor(text: string) {
    const tokens: Token[] = [];
    const token = new RegExp(TOKEN);
    const length = text.trimEnd().length;
    while (token.lastIndex < length) {
      const from = token.lastIndex;
      const match = token.exec(text);
      if (!match) throw new RuleFault(`Unsupported token '"' at char ${text.indexOf('"', from)}`);
      const [whole, sign, quoted, word] = match;
      const at = from + whole.length - whole.trimStart().length;
      if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, at });
      else if (word !== undefined) tokens.push({ kind: 'word', text: word, at });
      else tokens.push({ kind: 'quoted', text: (quoted ?? '').replace(/\\(.)/gs, '$1'), at });
    }
    this.#tokens = tokens;
    this.#length = length;
  }

  any(depth: number): Rule {
    const rules = [this.#all(depth)];
    while (this.#takesWord('OR')) rules.push(this.#all(depth));
    return joined('any', rules);
  }

  end(): void {
    if (this.#next < this.#tokens.length) throw this.#fault();
  }

  #all(depth: number): Rule {
    const rules = [this.#one(depth)];
    while (this.#takesWord('AND')) rules.push(this.#one(depth));
    return joined('all', rules);
  }

  #one(depth: number): Rule {
    if (depth > DEEPEST) throw new RuleFault('The rule is nested too deeply');
    this.elements++;
    if (this.#takesWord('NOT')) return { kind: 'not', of: this.#one(depth + 1) };
    if (this.#takes('(')) {
      const rule = this.any(depth + 1);
      this.#expect(')');
      return rule;
    }
    if (this.#takesWord('TRUE')) return { kind: 'constant', value: true };
    if (this.#takesWord('FALSE')) return { kind: 'constant', value: false };
    if (this.#takesWord('AT_LEAST')) return this.#atLeast();
    const state = this.#state();
    if (state === undefined) throw this.#fault();
    this.#expect('(');
    const alarm = this.#alarm();
    this.#expect(')');
    return { kind: 'state', state, alarm };
  }

  /** `AT_LEAST(2, ALARM, (a, b, c))` */
  #atLeast(): Rule {
    this.#expect('(');
    const token = this.#tokens[this.#next];
    const [, digits, sign] = /^(\d{1,6})(%?)$/.exec(token?.kind === 'word' ? token.text : '') ?? [];
    const count = Number(digits ?? 0);
    if (count < 1 || (sign === '%' && count > 100)) throw this.#fault();
    this.#next++;
    this.#expect(',');
    const isNot = this.#takesWord('NOT');
    const state = this.#state();
    if (state === undefined) throw this.#fault();
    this.#expect(',');
    this.#expect('(');
    const alarms: string[] = [];
    do alarms.push(this.#alarm());
    while (this.#takes(','));
    this.#expect(')');
    this.#expect(')');
    this.elements += alarms.length;
    return { kind: 'at least', count, isPercent: sign === '%', state, isNot, alarms };
  }

  #state(): StateValue | undefined {
    if (this.#takesWord('ALARM')) return 'ALARM';
    if (this.#takesWord('OK')) return 'OK';
    return this.#takesWord('INSUFFICIENT_DATA') ? 'INSUFFICIENT_DATA' : undefined;
  }

  #alarm(): string {
    const token = this.#tokens[this.#next];
    if (token === undefined || token.kind === 'sign' || token.text === '') throw this.#fault();
    this.#next++;
    return token.text;
  }

  #takes(sign: string): boolean {
    const token = this.#tokens[this.#next];
    if (token?.kind !== 'sign' || token.text !== sign) return false;
    this.#next++;
    return true;
  }

  #takesWord(word: string): boolean {
    const token = this.#tokens[this.#next];
    if (token?.kind !== 'word' || token.text !== word) return false;
    this.#next++;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#takes(sign)) throw this.#fault(sign);
  }

  #fault(expected?: string): RuleFault {
    const token = this.#tokens[this.#next];
    const must = expected === undefined ? '' : `, must be: ['${expected}']`;
    if (token === undefined) return new RuleFault(`Unexpected end of rule at char ${this.#length}${must}`);
    return new RuleFault(`Unsupported token '${token.text}' at char ${token.at}${must}`);
  }
}

const joined = (kind: 'all' | 'any', of: readonly Rule[]): Rule => {
  const [first] = of;
  return of.length === 1 && first ? first : { kind, of };
};
