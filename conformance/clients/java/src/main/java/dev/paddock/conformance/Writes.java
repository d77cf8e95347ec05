package dev.paddock.conformance;

import static dev.paddock.conformance.Check.expect;
import static dev.paddock.conformance.Check.holds;
import static dev.paddock.conformance.Check.ok;
import static dev.paddock.conformance.Tables.at;
import static dev.paddock.conformance.Tables.n;
import static dev.paddock.conformance.Tables.refused;
import static dev.paddock.conformance.Tables.s;
import static dev.paddock.conformance.Tables.with;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.*;

/** Batches, transactions and PartiQL. */
record Writes(Tables tables, DynamoDbClient dynamo, String table) {
  Writes(Tables tables) {
    this(tables, tables.dynamo(), Tables.NAME);
  }

  void check() {
    batches();
    transacts();
    cancels();
    partiQl();
  }

  private void batches() {
    // Sixty items of 300 KB are more than the 16 MB that one answer holds.
    var keys = IntStream.range(0, 60).mapToObj(i -> at("batch", i)).toList();
    tables.putAll(keys.stream().map(key -> with(key, "x", s("x".repeat(300_000)))).toList());
    int found = 0;
    int rounds = 0;
    for (var page : dynamo.batchGetItemPaginator(r -> r.requestItems(Map.of(table, KeysAndAttributes.builder().keys(keys).build())))) {
      found += page.responses().get(table).size();
      rounds++;
    }
    expect(List.of(found, rounds), List.of(60, 2), "items and requests");
    tables.write(keys.stream().map(key -> WriteRequest.builder().deleteRequest(d -> d.key(key)).build()).toList());
    expect(tables.get(keys.get(59)), Map.of(), "an item that was deleted");
    ok("batches, and what they leave for later");
  }

  private void transacts() {
    var items = List.of(
        TransactWriteItem.builder().put(p -> p.tableName(table).item(at("transaction", 1))).build(),
        TransactWriteItem.builder().update(u -> u.tableName(table).key(at("transaction", 2)).updateExpression("ADD n :one").expressionAttributeValues(Map.of(":one", n("1")))).build(),
        TransactWriteItem.builder().conditionCheck(c -> c.tableName(table).key(at("transaction", 3)).conditionExpression("attribute_not_exists(pk)")).build());
    for (int i = 0; i < 2; i++) dynamo.transactWriteItems(r -> r.transactItems(items).clientRequestToken(table));
    var gets = IntStream.rangeClosed(1, 3).mapToObj(i -> TransactGetItem.builder().get(g -> g.tableName(table).key(at("transaction", i))).build()).toList();
    var got = dynamo.transactGetItems(r -> r.transactItems(gets)).responses();
    expect(got.stream().map(ItemResponse::item).toList(), List.of(at("transaction", 1), with(at("transaction", 2), "n", n("1")), Map.of()), "items");
    refused(IdempotentParameterMismatchException.class, "IdempotentParameterMismatchException", "",
        () -> dynamo.transactWriteItems(r -> r.transactItems(items.get(0)).clientRequestToken(table)));
    ok("a transaction, once for its token");
  }

  private void cancels() {
    var stored = with(at("cancelled", 1), "n", n("1"));
    tables.put(stored);
    var cancelled = refused(TransactionCanceledException.class, "TransactionCanceledException",
        "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]",
        () -> dynamo.transactWriteItems(r -> r.transactItems(
            TransactWriteItem.builder().put(p -> p.tableName(table).item(at("cancelled", 2))).build(),
            TransactWriteItem.builder().put(p -> p.tableName(table).item(stored).conditionExpression("attribute_not_exists(pk)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)).build())));
    var none = CancellationReason.builder().code("None").build();
    var failed = CancellationReason.builder().code("ConditionalCheckFailed").message("The conditional request failed").item(stored).build();
    expect(cancelled.cancellationReasons(), List.of(none, failed), "reasons");
    expect(tables.get(at("cancelled", 2)), Map.of(), "half a transaction");
    ok("TransactionCanceledException, with its reasons");
  }

  private ExecuteStatementResponse execute(String statement, AttributeValue... parameters) {
    return dynamo.executeStatement(r -> r.statement(statement).parameters(parameters.length == 0 ? null : List.of(parameters)));
  }

  private void partiQl() {
    String name = "\"" + table + "\"";
    for (int i = 0; i < 5; i++) execute("INSERT INTO " + name + " VALUE {'pk': 'sql', 'sk': ?}", n("" + i));
    refused(DuplicateItemException.class, "DuplicateItemException", "Duplicate primary key exists in table",
        () -> execute("INSERT INTO " + name + " VALUE {'pk': 'sql', 'sk': 1}"));
    List<String> found = new ArrayList<>();
    String next = null;
    do {
      String token = next;
      var page = dynamo.executeStatement(r -> r.statement("SELECT sk FROM " + name + " WHERE pk = ? AND sk >= ?").parameters(s("sql"), n("1")).limit(2).nextToken(token));
      page.items().forEach(row -> found.add(row.get("sk").n()));
      next = page.nextToken();
    } while (next != null);
    expect(found, List.of("1", "2", "3", "4"), "rows");
    String update = "UPDATE " + name + " SET n = 1 WHERE pk = 'sql' AND sk = ";
    var answers = dynamo.batchExecuteStatement(r -> r.statements(o -> o.statement(update + 0), o -> o.statement(update + 9))).responses();
    holds(answers.get(0).error() == null, "an error in " + answers);
    expect(answers.get(1).error().code(), BatchStatementErrorCodeEnum.CONDITIONAL_CHECK_FAILED, "code");
    var deletes = IntStream.range(0, 5).mapToObj(i -> ParameterizedStatement.builder().statement("DELETE FROM " + name + " WHERE pk = 'sql' AND sk = " + i).build()).toList();
    dynamo.executeTransaction(r -> r.transactStatements(deletes));
    expect(tables.get(at("sql", 0)), Map.of(), "a row that was deleted");
    ok("PartiQL: statements, pages, batches, transactions");
  }
}
