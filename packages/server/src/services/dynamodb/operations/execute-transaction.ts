import { required, structure } from '@paddock/wire';
import { ConsumedCapacities } from '../consumed.js';
import { operation } from '../context.js';
import { transactionErrors } from '../declared-errors.js';
import { statementNeed } from '../partiql/access.js';
import { plannedWrites, transactionStatements, transactReads } from '../partiql/transaction.js';
import * as shapes from '../shapes.js';
import { ConsumedCapacityMultiple, ItemResponseList, ParameterizedStatements } from '../structures.js';
import type { TableView } from '../table-view.js';
import { addTransactionCapacity } from '../transaction-parts.js';
import { transact } from '../transactions.js';
import { validateExecuteTransaction } from '../validation.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteTransaction.html */
export const executeTransaction = operation({
  name: 'ExecuteTransaction',
  input: structure('ExecuteTransactionInput', {
    TransactStatements: required(ParameterizedStatements),
    ClientRequestToken: shapes.ClientRequestToken,
    ReturnConsumedCapacity: shapes.ReturnConsumedCapacity,
  }),
  output: structure('ExecuteTransactionOutput', {
    Responses: ItemResponseList,
    ConsumedCapacity: ConsumedCapacityMultiple,
  }),
  errors: transactionErrors,
  validate: validateExecuteTransaction,
  needs: (context, input, request) => {
    const statements = transactionStatements(input.TransactStatements, request);
    const options = {
      returnConsumedCapacity: input.ReturnConsumedCapacity,
      enclosing: 'ExecuteTransaction' as const,
    };
    return Promise.all(
      (statements.kind === 'reads' ? statements.selects : statements.writes).map((statement, at) => {
        const onFailure = input.TransactStatements[at]?.ReturnValuesOnConditionCheckFailure;
        return statementNeed(context, statement, { ...options, onFailure }, request);
      }),
    );
  },
  async run(context, input, request) {
    const inputs = input.TransactStatements;
    const statements = transactionStatements(inputs, request);
    if (statements.kind === 'reads') {
      const capacities = new ConsumedCapacities(input.ReturnConsumedCapacity, 'ReadCapacityUnits');
      const responses = await transactReads(context, statements.selects, request, capacities);
      return { Responses: responses, ConsumedCapacity: capacities.list() };
    }
    const { writes } = statements;
    const views: TableView[] = [];
    const token = input.ClientRequestToken;
    const { account } = request.principal;
    const { written, replayed } = await transact(
      context,
      () => plannedWrites(context, writes, inputs, { request, views }),
      token === undefined
        ? undefined
        : { account, region: request.region, token, request: JSON.stringify(['ExecuteTransaction', inputs]) },
    );
    const capacities = new ConsumedCapacities(
      input.ReturnConsumedCapacity,
      replayed ? 'ReadCapacityUnits' : 'WriteCapacityUnits',
    );
    for (const [at, write] of writes.entries()) {
      const [view, outcome] = [views[at], written[at]];
      if (view !== undefined && outcome !== undefined)
        addTransactionCapacity(capacities, write.table, view, outcome, replayed);
    }
    return { Responses: [], ConsumedCapacity: capacities.list() };
  },
});
