/** Why an expression cannot be evaluated, as AWS says it behind `Error in expression 'e1': `. */
export class ExpressionFault extends Error {
  override readonly name = 'ExpressionFault';
}
