import { AwsError, required, structure } from '@paddock/wire';
import { ConsumedCapacities } from '../consumed.js';
import { operation } from '../context.js';
import { statementNeed } from '../partiql/access.js';
import { attempt, Batch, failure, type BatchInput, type BatchResponse } from '../partiql/batch.js';
import { mixedStatements } from '../partiql/errors.js';
import type { PreparedSelect } from '../domain/partiql/prepare.js';
import type { PreparedWrite } from '../partiql/writes.js';
import * as shapes from '../shapes.js';
import { ConsumedCapacityMultiple, PartiQLBatchRequest, PartiQLBatchResponse } from '../structures.js';
import { validateBatchExecuteStatement } from '../validation.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchExecuteStatement.html */
export const batchExecuteStatement = operation({
  name: 'BatchExecuteStatement',
  input: structure('BatchExecuteStatementInput', {
    Statements: required(PartiQLBatchRequest),
    ReturnConsumedCapacity: shapes.ReturnConsumedCapacity,
  }),
  output: structure('BatchExecuteStatementOutput', {
    Responses: PartiQLBatchResponse,
    ConsumedCapacity: ConsumedCapacityMultiple,
  }),
  errors: ['RequestLimitExceeded', 'InternalServerError', 'ThrottlingException'],
  validate: validateBatchExecuteStatement,
  needs: (context, input, request) => {
    const { ReturnConsumedCapacity: returnConsumedCapacity } = input;
    const needs = input.Statements.map((of) => {
      const statement = attempt(of, request);
      const options = { returnConsumedCapacity, onFailure: of.ReturnValuesOnConditionCheckFailure };
      return statement instanceof AwsError ? [] : [statementNeed(context, statement, options, request)];
    });
    return Promise.all(needs.flat());
  },
  async run(context, input, request) {
    const inputs: readonly BatchInput[] = input.Statements;
    const responses: BatchResponse[] = [];
    const reads: [number, BatchInput, PreparedSelect][] = [];
    const writes: [number, BatchInput, PreparedWrite][] = [];
    for (const [at, of] of inputs.entries()) {
      const statement = attempt(of, request);
      if (statement instanceof AwsError) responses[at] = failure(statement);
      else if (statement.kind === 'select') reads.push([at, of, statement]);
      else writes.push([at, of, statement]);
    }
    if (reads.length > 0 && writes.length > 0) throw mixedStatements('BatchExecuteStatement');
    const capacities = new ConsumedCapacities(input.ReturnConsumedCapacity);
    const batch = new Batch(context, request, capacities);
    for (const [at, response] of await batch.read(reads)) responses[at] = response;
    for (const [at, response] of await batch.write(writes)) responses[at] = response;
    return { Responses: responses, ConsumedCapacity: capacities.list() };
  },
});
