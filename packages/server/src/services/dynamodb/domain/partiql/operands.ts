import { invalid } from '../../errors.js';
import { typeOf, type AttributeType } from '../attribute-value.js';
import type { Operand } from '../expressions/ast.js';
import { problems } from '../expressions/problems.js';
import { staticType } from '../expressions/resolver.js';
import { compareScalars } from '../value-compare.js';
import { noSuchType } from './errors.js';
import { samePath } from './paths.js';

/** What AWS checks of operands before it knows the item, in the words of expressions. */

export const isOrdered = (type: AttributeType): boolean => type === 'S' || type === 'N' || type === 'B';

export const hasPrefixes = (type: AttributeType): boolean => type === 'S' || type === 'B';

export function checkTypes(
  operation: string,
  operands: readonly Operand[],
  accepts: (type: AttributeType) => boolean,
): void {
  for (const operand of operands) {
    const type = staticType(operand);
    if (type !== undefined && !accepts(type)) throw invalid(problems.operandType(operation, type));
  }
}

export function checkCount(operation: string, operands: readonly unknown[], count: number): void {
  if (operands.length !== count) throw invalid(problems.operandCount(operation, operands.length));
}

/** AWS sees no sense in comparing an attribute with itself. */
export function checkDistinct(operation: string, first: Operand, others: readonly Operand[]): void {
  if (first.kind !== 'path') return;
  for (const other of others)
    if (other.kind === 'path' && samePath(first.path, other.path))
      throw invalid(problems.notDistinct(operation, first.path));
}

export function checkBounds(low: Operand, high: Operand): void {
  if (low.kind !== 'value' || high.kind !== 'value') return;
  const order = compareScalars(low.value, high.value);
  if (order === undefined) throw invalid(problems.boundTypes(low.value, high.value));
  if (order > 0) throw invalid(problems.boundOrder(low.value, high.value));
}

/** What size() cannot measure. */
export function checkSized(of: Operand): void {
  checkTypes('size', [of], (type) => type !== 'N' && type !== 'BOOL' && type !== 'NULL');
}

const TYPES = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M']);
const isType = (name: string): name is AttributeType => TYPES.has(name);
const ANY_TYPE = '{NS,SS,L,BS,N,M,B,BOOL,NULL,S}';

/** The type that attribute_type() asks for. */
export function typeNamed(operand: Operand): AttributeType {
  if (operand.kind !== 'value' || !('S' in operand.value)) {
    const type = operand.kind === 'value' ? typeOf(operand.value) : (staticType(operand) ?? ANY_TYPE);
    throw invalid(problems.operandType('attribute_type', type));
  }
  const name = operand.value.S;
  if (!isType(name)) throw noSuchType(name);
  return name;
}
