import type { Assigned, Condition, Operand, Path, UpdateAction } from './ast.js';

/** Every path that a condition looks at, in the order in which it is written. */
export function pathsOf(condition: Condition): Path[] {
  const paths: Path[] = [];
  const operand = (part: Operand): void => {
    if (part.kind === 'path') paths.push(part.path);
    else if (part.kind === 'size') operand(part.of);
  };
  const walk = (part: Condition): void => {
    switch (part.kind) {
      case 'compare':
        operand(part.left);
        operand(part.right);
        break;
      case 'between':
        for (const each of [part.operand, part.low, part.high]) operand(each);
        break;
      case 'in':
        for (const each of [part.operand, ...part.options]) operand(each);
        break;
      case 'exists':
      case 'not-exists':
        paths.push(part.path);
        break;
      case 'type':
        operand(part.operand);
        break;
      case 'begins-with':
        operand(part.operand);
        operand(part.prefix);
        break;
      case 'contains':
        operand(part.operand);
        operand(part.member);
        break;
      case 'and':
      case 'or':
        walk(part.left);
        walk(part.right);
        break;
      case 'not':
        walk(part.condition);
    }
  };
  walk(condition);
  return paths;
}

/** Every path that an action of an update names: what it changes, and what it reads. */
export function pathsOfAction(action: UpdateAction): Path[] {
  const paths: Path[] = [action.path];
  const walk = (value: Assigned): void => {
    switch (value.kind) {
      case 'path':
        paths.push(value.path);
        break;
      case 'size':
        walk(value.of);
        break;
      case 'plus':
      case 'minus':
      case 'list-append':
        walk(value.left);
        walk(value.right);
        break;
      case 'if-not-exists':
        paths.push(value.path);
        walk(value.otherwise);
        break;
      case 'value':
        break;
    }
  };
  if (action.kind === 'set') walk(action.value);
  return paths;
}
