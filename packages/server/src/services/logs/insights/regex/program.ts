import { setTest } from './char-set.js';
import { RegexError, type Assertion, type Node, type RegexSyntax } from './syntax.js';

/** What a thread of the machine does. `split` prefers its first way. */
export type Instruction =
  | { readonly op: 'unit'; readonly fits: (code: number) => boolean }
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'assert'; readonly assertion: Assertion }
  | { readonly op: 'found' };

/** Counted repetitions are written out. */
const LONGEST = 5000;

export function compileProgram({ node, ignoresCase }: RegexSyntax): Instruction[] {
  const code: Instruction[] = [];
  const add = (instruction: Instruction): void => {
    if (code.length >= LONGEST) throw new RegexError('length');
    code.push(instruction);
  };

  const emit = (part: Node): void => {
    switch (part.kind) {
      case 'set':
        return add({ op: 'unit', fits: setTest(part.set, ignoresCase) });
      case 'assertion':
        return add({ op: 'assert', assertion: part.assertion });
      case 'sequence':
        return part.parts.forEach(emit);
      case 'group':
        add({ op: 'save', slot: 2 * part.group });
        emit(part.part);
        return add({ op: 'save', slot: 2 * part.group + 1 });
      case 'choice':
        return emitChoice(part.parts);
      default:
        for (let i = 0; i < part.least; i++) emit(part.part);
        if (part.most === Infinity) emitLoop(part.part, part.isLazy);
        else emitOptional(part.part, part.most - part.least, part.isLazy);
    }
  };

  const emitChoice = (parts: readonly Node[]): void => {
    const jumps: { op: 'jump'; to: number }[] = [];
    for (const [index, part] of parts.entries()) {
      if (index === parts.length - 1) emit(part);
      else {
        const split = { op: 'split' as const, first: code.length + 1, second: 0 };
        add(split);
        emit(part);
        const jump = { op: 'jump' as const, to: 0 };
        add(jump);
        jumps.push(jump);
        split.second = code.length;
      }
    }
    for (const jump of jumps) jump.to = code.length;
  };

  const emitLoop = (part: Node, isLazy: boolean): void => {
    const at = code.length;
    const split = { op: 'split' as const, first: 0, second: 0 };
    add(split);
    emit(part);
    add({ op: 'jump', to: at });
    [split.first, split.second] = isLazy ? [code.length, at + 1] : [at + 1, code.length];
  };

  const emitOptional = (part: Node, times: number, isLazy: boolean): void => {
    const splits: { op: 'split'; first: number; second: number }[] = [];
    for (let i = 0; i < times; i++) {
      const split = { op: 'split' as const, first: code.length + 1, second: code.length + 1 };
      add(split);
      splits.push(split);
      emit(part);
    }
    for (const split of splits) {
      if (isLazy) split.first = code.length;
      else split.second = code.length;
    }
  };

  emit(node);
  add({ op: 'found' });
  return code;
}
