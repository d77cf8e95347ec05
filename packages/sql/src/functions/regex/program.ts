import { longestOf, type Assertion, type CharacterTest, type Node, type RepeatMode } from './nodes.js';

/**
 * What the machine does, step by step. `next` is where it goes on; registers hold where groups begin and end (2n and 2n + 1), counts of repetitions, and where those began.
 */
export type Instruction =
  | { readonly op: 'character'; readonly test: CharacterTest }
  /** As many of one character as there are. */
  | {
      readonly op: 'run';
      readonly test: CharacterTest;
      readonly least: number;
      readonly most: number;
      readonly mode: RepeatMode;
    }
  /** Both ways, `first` before `second`. */
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  /** Notes the place. */
  | { readonly op: 'save'; readonly register: number }
  /** A repetition begins: its count is 0. */
  | { readonly op: 'begin'; readonly count: number }
  | {
      readonly op: 'repeat';
      readonly count: number;
      readonly place: number;
      readonly least: number;
      readonly most: number;
      readonly lazy: boolean;
      /** Behind the repetition. */
      exit: number;
    }
  | { readonly op: 'assertion'; readonly holds: Assertion }
  | { readonly op: 'reference'; readonly register: number; readonly ignoreCase: boolean }
  /** What stands behind it, up to an `end`, is matched for itself. */
  | { readonly op: 'atomic'; exit: number }
  | {
      readonly op: 'look';
      readonly ahead: boolean;
      readonly negated: boolean;
      readonly longest: number;
      exit: number;
    }
  | { readonly op: 'end' };

export interface Program {
  readonly instructions: readonly Instruction[];
  readonly registers: number;
}

/** @param groups how many groups the pattern has */
export function programOf(node: Node, groups: number): Program {
  const instructions: Instruction[] = [];
  let registers = 2 * (groups + 1);

  const add = (part: Node): void => {
    switch (part.kind) {
      case 'character':
        instructions.push({ op: 'character', test: part.test });
        return;
      case 'sequence':
        return part.parts.forEach(add);
      case 'choice':
        return addChoice(part.parts);
      case 'repeat':
        return addRepeat(part);
      case 'group':
        instructions.push({ op: 'save', register: 2 * part.number });
        add(part.part);
        instructions.push({ op: 'save', register: 2 * part.number + 1 });
        return;
      case 'atomic':
        return addOwn({ op: 'atomic', exit: 0 }, part.part);
      case 'look': {
        const { ahead, negated } = part;
        return addOwn({ op: 'look', ahead, negated, longest: longestOf(part.part), exit: 0 }, part.part);
      }
      case 'reference':
        instructions.push({ op: 'reference', register: 2 * part.number, ignoreCase: part.ignoreCase });
        return;
      case 'assertion':
        instructions.push({ op: 'assertion', holds: part.holds });
    }
  };

  const addChoice = (parts: readonly Node[]): void => {
    const jumps: Extract<Instruction, { op: 'jump' }>[] = [];
    for (const [index, part] of parts.entries()) {
      if (index === parts.length - 1) {
        add(part);
        continue;
      }
      const split: Instruction = { op: 'split', first: instructions.length + 1, second: 0 };
      instructions.push(split);
      add(part);
      const jump: Instruction = { op: 'jump', to: 0 };
      instructions.push(jump);
      jumps.push(jump);
      split.second = instructions.length;
    }
    for (const jump of jumps) jump.to = instructions.length;
  };

  const addRepeat = (repeat: Extract<Node, { kind: 'repeat' }>): void => {
    const { part, least, most, mode } = repeat;
    if (part.kind === 'character') {
      instructions.push({ op: 'run', test: part.test, least, most, mode });
      return;
    }
    if (mode === 'possessive') return addOwn({ op: 'atomic', exit: 0 }, { ...repeat, mode: 'greedy' });
    const count = registers++;
    const place = registers++;
    instructions.push({ op: 'begin', count });
    const at = instructions.length;
    const step: Instruction = { op: 'repeat', count, place, least, most, lazy: mode === 'lazy', exit: 0 };
    instructions.push(step);
    add(part);
    instructions.push({ op: 'jump', to: at });
    step.exit = instructions.length;
  };

  const addOwn = (instruction: Extract<Instruction, { op: 'atomic' | 'look' }>, part: Node): void => {
    instructions.push(instruction);
    add(part);
    instructions.push({ op: 'end' });
    instruction.exit = instructions.length;
  };

  add(node);
  instructions.push({ op: 'end' });
  return { instructions, registers };
}
