import { boolean, label, query, required, structure } from '@paddock/wire';
import { keysOf } from '../../../authorization/need-keys.js';
import { namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { qualifiedArn } from '../domain/arns.js';
import { statementOf } from '../domain/statements.js';
import { revisionMismatch } from '../errors.js';
import { authTypeElsewhere, invalidPrincipal, noPolicyForLatest } from '../errors-policies.js';
import { changeFunction } from '../function-changes.js';
import { policyOf, revisionOf, withPolicy, withStatement } from '../policies.js';
import {
  Action,
  Arn,
  EventSourceToken,
  FunctionUrlAuthType,
  NamespacedFunctionName,
  NumericLatestPublishedOrAliasQualifier,
  Principal,
  PrincipalOrgID,
  SourceOwner,
  StatementId,
  text,
} from '../shapes.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
export const addPermission = operation({
  name: 'AddPermission',
  http: { method: 'POST', path: '/2015-03-31/functions/{FunctionName}/policy', status: 201 },
  input: structure('AddPermissionRequest', {
    FunctionName: required(label(NamespacedFunctionName)),
    StatementId: required(StatementId),
    Action: required(Action),
    Principal: required(Principal),
    SourceArn: Arn,
    SourceAccount: SourceOwner,
    EventSourceToken,
    Qualifier: query('Qualifier', NumericLatestPublishedOrAliasQualifier),
    RevisionId: text,
    PrincipalOrgID,
    FunctionUrlAuthType,
    InvokedViaFunctionUrl: boolean,
  }),
  output: structure('AddPermissionResponse', { Statement: text }),
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'PolicyLengthExceededException',
    'ResourceNotFoundException',
    'PreconditionFailedException',
  ],
  needs: (context, input, request) => ({
    ...onFunction('AddPermission')(context, input, request),
    keys: keysOf({
      'lambda:principal': input.Principal,
      'lambda:functionurlauthtype': input.FunctionUrlAuthType,
    }),
  }),
  async run(context, input, request) {
    const named = namedFunction(input, request);
    if (named.qualifier === '$LATEST') throw noPolicyForLatest();
    if (input.FunctionUrlAuthType !== undefined && input.Action !== 'lambda:InvokeFunctionUrl')
      throw authTypeElsewhere();
    const statement = statementOf(input, qualifiedArn(named, named.qualifier));
    if (statement === undefined) throw invalidPrincipal();
    return changeFunction(context, named, async (owner) => {
      const revision = await revisionOf(context, owner, named.qualifier);
      const before = policyOf(owner, named);
      if (input.RevisionId !== undefined && input.RevisionId !== revision)
        throw revisionMismatch(before === undefined ? 'GetFunction/GetAlias' : 'GetPolicy');
      const statements = withStatement(before, statement);
      const change = await withPolicy(context, owner, named.qualifier, statements);
      return { ...change, result: { Statement: JSON.stringify(statement) } };
    });
  },
});
