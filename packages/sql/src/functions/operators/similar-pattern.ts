import { invalidPattern } from '../../values/row-errors.js';
import { Effort } from '../effort.js';
import type { Matcher } from './like-pattern.js';
import { parseSimilar } from './similar-syntax.js';
import type { CharacterTest, SimilarNode } from './similar-syntax.js';

/** More are refused, as is `((a{1000}){1000}){1000}`. */
const mostStates = 20_000;
/** Nodes that are visited, as `((){1000}){1000}` has no states. */
const mostVisits = 100_000;

/**
 * The matcher of a SIMILAR TO pattern, for the whole of a text.
 * All ways through the pattern are followed at once: the time is within the text's length times the pattern's states, whatever the pattern.
 * @throws RowError for what is no pattern
 */
export function similarMatcher(pattern: string, escape?: string): Matcher {
  const machine = new Machine(pattern);
  const start = machine.add(parseSimilar(pattern, escape), machine.end);
  return (text) => machine.matches(text, start);
}

/** States that are left and entered in the time of a step. */
const statesPerStep = 4;

type State =
  | { readonly kind: 'test'; readonly test: CharacterTest; readonly next: number }
  /** Goes on in both without reading. */
  | { readonly kind: 'fork'; readonly left: number; readonly right: number }
  | { readonly kind: 'end' };

class Machine {
  readonly end = 0;
  readonly #pattern: string;
  readonly #states: State[] = [{ kind: 'end' }];
  /** The step at which a state was last entered. */
  #entered: Int32Array = new Int32Array(0);
  #step = 0;
  #visits = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  /** Adds the states of a node that goes on in another state; answers the one in which it begins. */
  add(node: SimilarNode, next: number): number {
    if (++this.#visits > mostVisits) throw invalidPattern(this.#pattern);
    switch (node.kind) {
      case 'character':
        return this.#push({ kind: 'test', test: node.test, next });
      case 'sequence':
        return node.parts.reduceRight((after, part) => this.add(part, after), next);
      case 'choice':
        return node.parts
          .map((part) => this.add(part, next))
          .reduce((left, right) => this.#push({ kind: 'fork', left, right }));
      case 'repeat':
        return this.#addRepeat(node, next);
    }
  }

  #addRepeat({ part, least, most }: Extract<SimilarNode, { kind: 'repeat' }>, next: number): number {
    let at = next;
    if (most === undefined) {
      at = this.#push({ kind: 'end' });
      this.#states[at] = { kind: 'fork', left: this.add(part, at), right: next };
    } else
      for (let count = least; count < most; count++)
        at = this.#push({ kind: 'fork', left: this.add(part, at), right: next });
    for (let count = 0; count < least; count++) at = this.add(part, at);
    return at;
  }

  #push(state: State): number {
    if (this.#states.length >= mostStates) throw invalidPattern(this.#pattern);
    return this.#states.push(state) - 1;
  }

  matches(text: string, start: number): boolean {
    if (this.#entered.length === 0 || this.#step > 2 ** 30) {
      this.#entered = new Int32Array(this.#states.length);
      this.#step = 0;
    }
    const effort = new Effort(text);
    let current: number[] = [];
    this.#step++;
    this.#enter(start, current);
    for (let index = 0; index < text.length && current.length > 0; index++) {
      effort.spend(current.length / statesPerStep);
      const unit = text.charCodeAt(index);
      const following: number[] = [];
      this.#step++;
      for (const at of current) {
        const state = this.#states[at];
        if (state?.kind === 'test' && state.test(unit)) this.#enter(state.next, following);
      }
      current = following;
    }
    return current.includes(this.end);
  }

  /** Adds a state, or those that it forks to, each once a step. */
  #enter(start: number, into: number[]): void {
    const pending = [start];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      if (this.#entered[at] === this.#step) continue;
      this.#entered[at] = this.#step;
      const state = this.#states[at];
      if (state?.kind === 'fork') pending.push(state.right, state.left);
      else into.push(at);
    }
  }
}
