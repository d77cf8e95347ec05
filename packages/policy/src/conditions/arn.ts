import { compileArnValue } from '../match/arn.js';
import { templateTest, type CompileTest } from './test.js';

/** `ArnEquals` and `ArnLike`, which are one and the same: both know wildcards. */
export const arnTest: CompileTest = templateTest(compileArnValue);
