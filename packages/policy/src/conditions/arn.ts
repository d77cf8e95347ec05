import { compileArnValue } from '../match/arn.js';
import { templateComparison, type CompileComparison } from './comparison.js';

/** `ArnEquals` and `ArnLike`, which are one and the same: both know wildcards. */
export const arnComparison: CompileComparison = templateComparison(compileArnValue);
