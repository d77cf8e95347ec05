export type ArithmeticOperator = '+' | '-' | '*' | '/';
