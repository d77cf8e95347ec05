// Writes docs/policy-decisions.md from the table of decisions. Compile first: npx tsc -b packages/policy
import { writeFileSync } from 'node:fs';
import { renderDecisions } from '../dist/evaluate/decisions/render.js';

writeFileSync(new URL('../../../docs/policy-decisions.md', import.meta.url), renderDecisions());
