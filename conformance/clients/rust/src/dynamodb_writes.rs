//! Batches, transactions and PartiQL.

use crate::dynamodb::{at, n, s, with, Item, Tables};
use crate::dynamodb_refusals::refused;
use crate::{expect, holds, ok, Outcome};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{
    BatchStatementErrorCodeEnum, BatchStatementRequest, CancellationReason, ConditionCheck, DeleteRequest, Get,
    KeysAndAttributes, ParameterizedStatement, Put, PutRequest, ReturnValuesOnConditionCheckFailure, TransactGetItem,
    TransactWriteItem, Update, WriteRequest,
};
use std::collections::HashMap;

pub async fn check(t: &Tables) -> Outcome {
    batches(t).await?;
    transacts(t).await?;
    cancels(t).await?;
    parti_ql(t).await
}

pub async fn put_all(t: &Tables, items: Vec<Item>) -> Outcome {
    let put = |one| Ok(WriteRequest::builder().put_request(PutRequest::builder().set_item(Some(one)).build()?).build());
    write(t, items.into_iter().map(put).collect::<Outcome<_>>()?).await
}

async fn write(t: &Tables, writes: Vec<WriteRequest>) -> Outcome {
    for batch in writes.chunks(25) {
        let answer = t.client.batch_write_item().request_items(&t.name, batch.to_vec()).send().await?;
        expect(answer.unprocessed_items, Some(HashMap::new()), "unprocessed items")?;
    }
    Ok(())
}

async fn batches(t: &Tables) -> Outcome {
    // Sixty items of 300 KB are more than the 16 MB that one answer holds.
    let keys: Vec<_> = (0..60).map(|index| at("batch", index)).collect();
    let padding = "x".repeat(300_000);
    put_all(t, keys.iter().map(|key| with(key.clone(), [("x", s(&padding))])).collect()).await?;
    let all = KeysAndAttributes::builder().set_keys(Some(keys.clone())).build()?;
    let mut asked = HashMap::from([(t.name.clone(), all)]);
    let (mut found, mut rounds) = (0, 0);
    while !asked.is_empty() {
        let page = t.client.batch_get_item().set_request_items(Some(asked)).send().await?;
        found += page.responses().and_then(|all| all.get(&t.name)).map_or(0, Vec::len);
        asked = page.unprocessed_keys.unwrap_or_default();
        rounds += 1;
    }
    expect((found, rounds), (60, 2), "items and requests")?;
    let delete = |key: &Item| {
        let delete = DeleteRequest::builder().set_key(Some(key.clone())).build()?;
        Ok(WriteRequest::builder().delete_request(delete).build())
    };
    write(t, keys.iter().map(delete).collect::<Outcome<_>>()?).await?;
    expect(t.get(at("batch", 59)).await?, None::<Item>, "what is left")?;
    ok("batches, and what they leave for later");
    Ok(())
}

fn put(t: &Tables, one: Item) -> Outcome<TransactWriteItem> {
    let put = Put::builder().table_name(&t.name).set_item(Some(one));
    Ok(TransactWriteItem::builder().put(put.build()?).build())
}

async fn transacts(t: &Tables) -> Outcome {
    let update = Update::builder().table_name(&t.name).set_key(Some(at("transaction", 2)));
    let update = update.update_expression("ADD n :one").expression_attribute_values(":one", n(1)).build()?;
    let check = ConditionCheck::builder().table_name(&t.name).set_key(Some(at("transaction", 3)));
    let check = check.condition_expression("attribute_not_exists(pk)").build()?;
    let items = vec![
        put(t, at("transaction", 1))?,
        TransactWriteItem::builder().update(update).build(),
        TransactWriteItem::builder().condition_check(check).build(),
    ];
    let write = |items| t.client.transact_write_items().set_transact_items(Some(items)).client_request_token(&t.name).send();
    write(items.clone()).await?;
    write(items.clone()).await?;
    let mut gets = t.client.transact_get_items();
    for index in 1..=3 {
        let get = Get::builder().table_name(&t.name).set_key(Some(at("transaction", index)));
        gets = gets.transact_items(TransactGetItem::builder().get(get.build()?).build());
    }
    let answer = gets.send().await?;
    let got: Vec<_> = answer.responses().iter().map(|one| one.item().cloned()).collect();
    let second = with(at("transaction", 2), [("n", n(1))]);
    expect(got, vec![Some(at("transaction", 1)), Some(second), None], "items")?;
    let answer = write(items[1..].to_vec()).await;
    let code = "IdempotentParameterMismatchException";
    refused(answer, |e| e.is_idempotent_parameter_mismatch_exception(), code, "")?;
    ok("a transaction, once for its token");
    Ok(())
}

async fn cancels(t: &Tables) -> Outcome {
    let stored = with(at("cancelled", 1), [("n", n(1))]);
    t.put(&stored).await?;
    let again =
        Put::builder().table_name(&t.name).set_item(Some(stored.clone())).condition_expression("attribute_not_exists(pk)");
    let again = again.return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld).build()?;
    let write = t.client.transact_write_items().transact_items(put(t, at("cancelled", 2))?);
    let answer = write.transact_items(TransactWriteItem::builder().put(again).build()).send().await;
    let words = "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]";
    let error = refused(answer, |e| e.is_transaction_canceled_exception(), "TransactionCanceledException", words)?;
    let TransactWriteItemsError::TransactionCanceledException(cancelled) = error else {
        return Err("another type".into());
    };
    let failed = CancellationReason::builder().code("ConditionalCheckFailed").message("The conditional request failed");
    let reasons = [CancellationReason::builder().code("None").build(), failed.set_item(Some(stored)).build()];
    expect(cancelled.cancellation_reasons(), reasons, "reasons")?;
    expect(t.get(at("cancelled", 2)).await?, None::<Item>, "half a transaction")?;
    ok("TransactionCanceledException, with its reasons");
    Ok(())
}

async fn parti_ql(t: &Tables) -> Outcome {
    let name = format!("\"{}\"", t.name);
    for index in 0..5 {
        let insert = t.client.execute_statement().statement(format!("INSERT INTO {name} VALUE {{'pk': 'sql', 'sk': ?}}"));
        insert.parameters(n(index)).send().await?;
    }
    let again = t.client.execute_statement().statement(format!("INSERT INTO {name} VALUE {{'pk': 'sql', 'sk': 1}}"));
    let words = "Duplicate primary key exists in table";
    refused(again.send().await, |e| e.is_duplicate_item_exception(), "DuplicateItemException", words)?;
    let (mut found, mut next) = (Vec::new(), None);
    loop {
        let select = t.client.execute_statement().statement(format!("SELECT sk FROM {name} WHERE pk = ? AND sk >= ?"));
        let page = select.parameters(s("sql")).parameters(n(1)).limit(2).set_next_token(next).send().await?;
        found.extend(page.items().iter().filter_map(|row| row["sk"].as_n().ok().cloned()));
        next = page.next_token;
        if next.is_none() {
            break;
        }
    }
    expect(found, vec!["1", "2", "3", "4"], "rows")?;
    let update = |index| format!("UPDATE {name} SET n = 1 WHERE pk = 'sql' AND sk = {index}");
    let batch = t.client.batch_execute_statement().statements(BatchStatementRequest::builder().statement(update(0)).build()?);
    let answer = batch.statements(BatchStatementRequest::builder().statement(update(9)).build()?).send().await?;
    let codes: Vec<_> = answer.responses().iter().map(|one| one.error().and_then(|error| error.code().cloned())).collect();
    expect(codes, vec![None, Some(BatchStatementErrorCodeEnum::ConditionalCheckFailed)], "codes")?;
    let mut transaction = t.client.execute_transaction();
    for index in 0..5 {
        let delete = format!("DELETE FROM {name} WHERE pk = 'sql' AND sk = {index}");
        transaction = transaction.transact_statements(ParameterizedStatement::builder().statement(delete).build()?);
    }
    transaction.send().await?;
    holds(t.get(at("sql", 0)).await?.is_none(), "a row that was deleted is there")?;
    ok("PartiQL: statements, pages, batches, transactions");
    Ok(())
}
