import { required, structure } from '@paddock/wire';
import { namedTable, withTable } from '../addressing.js';
import { ConsumedCapacities } from '../consumed.js';
import { operation } from '../context.js';
import { statementNeed } from '../partiql/access.js';
import { existsOutsideTransaction } from '../partiql/errors.js';
import { preparedStatement, type StatementInput } from '../partiql/prepared.js';
import { answerSelect } from '../partiql/select.js';
import { returnedItem, statementWrite, type PreparedWrite } from '../partiql/writes.js';
import type { PreparedSelect } from '../domain/partiql/prepare.js';
import * as shapes from '../shapes.js';
import { ConsumedCapacity, PreparedStatementParameters } from '../structures.js';
import { validateExecuteStatement } from '../validation.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteStatement.html */
export const executeStatement = operation({
  name: 'ExecuteStatement',
  input: structure('ExecuteStatementInput', {
    Statement: required(shapes.PartiQLStatement),
    Parameters: PreparedStatementParameters,
    ConsistentRead: shapes.ConsistentRead,
    NextToken: shapes.PartiQLNextToken,
    ReturnConsumedCapacity: shapes.ReturnConsumedCapacity,
    Limit: shapes.PositiveIntegerObject,
    ReturnValuesOnConditionCheckFailure: shapes.ReturnValuesOnConditionCheckFailure,
  }),
  output: structure('ExecuteStatementOutput', {
    Items: shapes.ItemList,
    NextToken: shapes.PartiQLNextToken,
    ConsumedCapacity,
    LastEvaluatedKey: shapes.Key,
  }),
  errors: [
    'ConditionalCheckFailedException',
    'ProvisionedThroughputExceededException',
    'ResourceNotFoundException',
    'ItemCollectionSizeLimitExceededException',
    'TransactionConflictException',
    'RequestLimitExceeded',
    'InternalServerError',
    'DuplicateItemException',
    'ThrottlingException',
  ],
  validate: validateExecuteStatement,
  needs: (context, input, request) => {
    const { ReturnConsumedCapacity: returnConsumedCapacity, ReturnValuesOnConditionCheckFailure: onFailure } = input;
    return statementNeed(context, aloneStatement(input), { returnConsumedCapacity, onFailure }, request);
  },
  async run(context, input, request) {
    const prepared = aloneStatement(input);
    return withTable(context, namedTable(prepared.table, request), async (view) => {
      if (prepared.kind === 'select') return answerSelect(context, view, prepared, input);
      const onFailure = input.ReturnValuesOnConditionCheckFailure ?? 'NONE';
      const [written] = await context.items.write([statementWrite(view, prepared, { mode: 'statement', onFailure })]);
      if (written === undefined) throw new Error('a write has an outcome');
      if (written.error) throw written.error;
      const item = returnedItem(prepared, written);
      const capacities = new ConsumedCapacities(input.ReturnConsumedCapacity);
      capacities.add(prepared.table, view, written.units, written.indexUnits);
      return { Items: item === undefined ? [] : [item], ConsumedCapacity: capacities.one() };
    });
  },
});

/** @throws ValidationException for what is no statement, or one that only transactions have */
function aloneStatement(input: StatementInput): PreparedSelect | Exclude<PreparedWrite, { kind: 'exists' }> {
  const prepared = preparedStatement(input);
  if (prepared.kind === 'exists') throw existsOutsideTransaction();
  return prepared;
}
