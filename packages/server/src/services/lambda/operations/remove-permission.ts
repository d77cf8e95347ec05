import { label, query, required, structure } from '@paddock/wire';
import { keysOf } from '../../../authorization/need-keys.js';
import { namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { functionArn } from '../domain/arns.js';
import { noPolicyFor } from '../errors-policies.js';
import { assertRevision, changeFunction } from '../function-changes.js';
import { policyOf, revisionOf, withoutStatement, withPolicy } from '../policies.js';
import {
  NamespacedFunctionName,
  NamespacedStatementId,
  NumericLatestPublishedOrAliasQualifier,
  text,
} from '../shapes.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_RemovePermission.html */
export const removePermission = operation({
  name: 'RemovePermission',
  http: { method: 'DELETE', path: '/2015-03-31/functions/{FunctionName}/policy/{StatementId}', status: 204 },
  input: structure('RemovePermissionRequest', {
    FunctionName: required(label(NamespacedFunctionName)),
    StatementId: required(label(NamespacedStatementId)),
    Qualifier: query('Qualifier', NumericLatestPublishedOrAliasQualifier),
    RevisionId: query('RevisionId', text),
  }),
  output: undefined,
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
    'PreconditionFailedException',
  ],
  needs: async (context, input, request) => {
    const named = namedFunction(input, request);
    const owner = await context.store.function(named);
    const statement = owner && policyOf(owner.value, named)?.statements.find(({ Sid }) => Sid === input.StatementId);
    return {
      ...onFunction('RemovePermission')(context, input, request),
      keys: keysOf({ 'lambda:principal': principalText(statement?.['Principal']) }),
    };
  },
  async run(context, input, request) {
    const named = namedFunction(input, request);
    if ((await context.store.currentFunction(named)) === undefined) throw noPolicyFor(functionArn(named));
    await changeFunction(context, named, async (owner) => {
      const revisionId = await revisionOf(context, owner, named.qualifier);
      const statements = withoutStatement(policyOf(owner, named), input.StatementId);
      assertRevision(input.RevisionId, { revisionId });
      return { ...(await withPolicy(context, owner, named.qualifier, statements)), result: undefined };
    });
  },
});

/** The principal of a statement as AddPermission was told it. */
function principalText(principal: unknown): string | undefined {
  if (typeof principal === 'string') return principal;
  const { Service, AWS } = (principal ?? {}) as { readonly Service?: string; readonly AWS?: string };
  return Service ?? (AWS === undefined ? undefined : (/^arn:aws:iam::(\d{12}):root$/.exec(AWS)?.[1] ?? AWS));
}
