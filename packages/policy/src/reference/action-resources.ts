import { compileArnValue } from '../match/arn.js';
import type { Matcher } from '../match/tokens.js';
import type { ActionReference } from './actions.js';
import { resourceTypesOf } from './resource-types.js';

/**
 * Whether an ARN, in which there may be wildcards, names a kind of resource that an action knows. An action that knows none can only
 * be asked about `*`.
 */
export function actionKnows(action: ActionReference, arn: string): boolean {
  return formatsOf(action).some((matches) => matches(arn));
}

const formats = new WeakMap<ActionReference, readonly Matcher[]>();

function formatsOf(action: ActionReference): readonly Matcher[] {
  const known = formats.get(action);
  if (known !== undefined) return known;
  const names = new Set(action.resourceTypes.map(({ type }) => type));
  const found = resourceTypesOf(action.service)
    .filter(({ name }) => names.has(name))
    .map(({ name, arnFormat }) => compileFormat(action.service === 's3' && name === 'object' ? anyInS3 : arnFormat));
  formats.set(action, found);
  return found;
}

/** AWS's policy simulator does not tell buckets from objects: it takes either for the other. */
const anyInS3 = 'arn:${Partition}:s3:::${BucketName}';

/** Matches in linear time, whatever the ARN, unlike a regular expression with a wildcard for each variable. */
function compileFormat(arnFormat: string): Matcher {
  const pattern = arnFormat.replaceAll(/\$\{[^}]*\}/gu, '*');
  return compileArnValue(pattern, '2008-10-17').resolve({ get: () => undefined }) ?? (() => false);
}
