interface FunctionRule {
  readonly language: 'condition' | 'update';
  readonly operands: number;
}

/** The functions of expressions; their names are case-sensitive. */
const FUNCTIONS = new Map<string, FunctionRule>([
  ['attribute_exists', { language: 'condition', operands: 1 }],
  ['attribute_not_exists', { language: 'condition', operands: 1 }],
  ['attribute_type', { language: 'condition', operands: 2 }],
  ['begins_with', { language: 'condition', operands: 2 }],
  ['contains', { language: 'condition', operands: 2 }],
  ['size', { language: 'condition', operands: 1 }],
  ['if_not_exists', { language: 'update', operands: 2 }],
  ['list_append', { language: 'update', operands: 2 }],
]);

export const functionNamed = (name: string): FunctionRule | undefined => FUNCTIONS.get(name);
