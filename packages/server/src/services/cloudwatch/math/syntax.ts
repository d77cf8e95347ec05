/** An expression, read. */
export type Node =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly text: string }
  /** A query's id or, as an argument, a word such as `REPEAT`. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'negation'; readonly of: Node }
  | { readonly kind: 'operation'; readonly operator: Operator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'array'; readonly members: readonly Node[] }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Node[] };

export type Operator = keyof typeof BINDING;

/** How tightly operators bind, `-x` at 5. `^` joins to the right, the others to the left. */
const BINDING = {
  OR: 1,
  AND: 2,
  '==': 3,
  '!=': 3,
  '<=': 3,
  '>=': 3,
  '<': 3,
  '>': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '^': 7,
} as const;
const NEGATION = 6;

// Deeper ones are nobody's.
const DEEPEST = 64;

export class SyntaxFault extends Error {
  override readonly name = 'SyntaxFault';
  /** Where in the text, counted from 0. */
  readonly at: number;

  constructor(at: number) {
    super('Invalid syntax');
    this.at = at;
  }
}

/** @throws SyntaxFault for what is no expression */
export function parseExpression(text: string): Node {
  const reader = new Reader(text);
  const node = reader.operation(0, 0);
  reader.end();
  return node;
}

/** The ids that an expression names, and whether it takes all metrics. */
export function namesOf(node: Node): { readonly ids: ReadonlySet<string>; readonly usesMetrics: boolean } {
  const ids = new Set<string>();
  let usesMetrics = false;
  const visit = (one: Node): void => {
    if (one.kind === 'name') ids.add(one.name);
    else if (one.kind === 'negation') visit(one.of);
    else if (one.kind === 'array') one.members.forEach(visit);
    else if (one.kind === 'operation') [one.left, one.right].forEach(visit);
    else if (one.kind === 'call') {
      usesMetrics ||= one.name === 'METRICS';
      one.arguments.forEach(visit);
    }
  };
  visit(node);
  return { ids, usesMetrics };
}

type Token =
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'string' | 'name' | 'sign'; readonly text: string; readonly at: number };

const TOKEN =
  /\s*(?:(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<sign>&&|\|\||==|!=|<=|>=|[-+*/^<>()[\],])|(?<quote>["']))/y;

function* tokensOf(text: string): Generator<Token> {
  const token = new RegExp(TOKEN);
  while (/\S/.test(text.slice(token.lastIndex))) {
    const from = token.lastIndex;
    const match = token.exec(text);
    if (!match) throw new SyntaxFault(from);
    const { number, name, sign, quote } = match.groups ?? {};
    const at = token.lastIndex - (number ?? name ?? sign ?? quote ?? '').length;
    if (number !== undefined) yield { kind: 'number', value: Number(number), at };
    else if (name !== undefined) yield { kind: 'name', text: name, at };
    else if (sign !== undefined) yield { kind: 'sign', text: sign, at };
    else {
      const end = endOfString(text, at);
      yield { kind: 'string', text: unescaped(text.slice(at + 1, end), text.charAt(at)), at };
      token.lastIndex = end + 1;
    }
  }
}

/** Where the quote is that ends the string which begins at `at`. */
function endOfString(text: string, at: number): number {
  const quote = text.charAt(at);
  for (let end = at + 1; end < text.length; end++) {
    const char = text.charAt(end);
    if (char === '\\') end++;
    else if (char === quote) return end;
  }
  throw new SyntaxFault(at);
}

/** Without the backslashes before the string's own quotes; others are for whoever reads the string. */
const unescaped = (text: string, quote: string): string =>
  text.replace(/\\(.)/gs, (pair, char: string) => (char === quote ? char : pair));

class Reader {
  readonly #tokens: readonly Token[];
  readonly #length: number;
  #next = 0;

  constructor(text: string) {
    this.#tokens = [...tokensOf(text)];
    this.#length = text.length;
  }

  /** What operators that bind more tightly than `above` join. */
  operation(above: number, depth: number): Node {
    if (depth > DEEPEST) throw this.#fault();
    let left = this.#operand(depth);
    for (;;) {
      const operator = this.#operator();
      if (operator === undefined || BINDING[operator] <= above) return left;
      this.#next++;
      const binding = BINDING[operator];
      const right = this.operation(operator === '^' ? binding - 1 : binding, depth + 1);
      left = { kind: 'operation', operator, left, right };
    }
  }

  end(): void {
    if (this.#next < this.#tokens.length) throw this.#fault();
  }

  #operand(depth: number): Node {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw this.#fault();
    this.#next++;
    switch (token.kind) {
      case 'number':
        return { kind: 'number', value: token.value };
      case 'string':
        return { kind: 'string', text: token.text };
      case 'name':
        if (WORDS.has(token.text)) throw new SyntaxFault(token.at);
        if (!this.#takes('(')) return { kind: 'name', name: token.text };
        return { kind: 'call', name: token.text, arguments: this.#list(')', depth) };
      case 'sign':
        if (token.text === '-') return { kind: 'negation', of: this.operation(NEGATION, depth + 1) };
        if (token.text === '+') return this.operation(NEGATION, depth + 1);
        if (token.text === '[') return { kind: 'array', members: this.#list(']', depth) };
        if (token.text === '(') {
          const node = this.operation(0, depth + 1);
          if (!this.#takes(')')) throw this.#fault();
          return node;
        }
        throw new SyntaxFault(token.at);
    }
  }

  #list(end: string, depth: number): Node[] {
    const members: Node[] = [];
    if (this.#takes(end)) return members;
    do members.push(this.operation(0, depth + 1));
    while (this.#takes(','));
    if (!this.#takes(end)) throw this.#fault();
    return members;
  }

  #takes(sign: string): boolean {
    const token = this.#tokens[this.#next];
    if (token?.kind !== 'sign' || token.text !== sign) return false;
    this.#next++;
    return true;
  }

  #operator(): Operator | undefined {
    const token = this.#tokens[this.#next];
    if (token === undefined || (token.kind !== 'sign' && token.kind !== 'name')) return undefined;
    const text = token.text === '&&' ? 'AND' : token.text === '||' ? 'OR' : token.text;
    return Object.hasOwn(BINDING, text) ? (text as Operator) : undefined;
  }

  #fault(): SyntaxFault {
    return new SyntaxFault(this.#tokens[this.#next]?.at ?? this.#length);
  }
}

const WORDS = new Set(['AND', 'OR']);
