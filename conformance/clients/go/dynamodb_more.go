package main

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"net/http"
	"net/http/httptrace"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/expression"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/dynamodbstreams"
	changes "github.com/aws/aws-sdk-go-v2/service/dynamodbstreams/types"
	"github.com/aws/smithy-go"
)

func (t *tables) batches() {
	// Sixty items of 300 KB are more than the 16 MB that one answer holds.
	var big []item
	var keys []item
	for i := range 60 {
		keys = append(keys, at("batch", i))
		big = append(big, with(keys[i], item{"x": &text{Value: strings.Repeat("x", 300_000)}}))
	}
	t.putAll(big)
	var found []item
	rounds := 0
	asked := map[string]types.KeysAndAttributes{t.name: {Keys: keys}}
	for ; len(asked) > 0; rounds++ {
		page := must(t.client.BatchGetItem(ctx, &dynamodb.BatchGetItemInput{RequestItems: asked}))
		found, asked = append(found, page.Responses[t.name]...), page.UnprocessedKeys
	}
	expect([]int{len(found), rounds}, []int{60, 2}, "items and requests")
	for batch := range slices.Chunk(keys, 25) {
		var deletes []types.WriteRequest
		for _, key := range batch {
			deletes = append(deletes, types.WriteRequest{DeleteRequest: &types.DeleteRequest{Key: key}})
		}
		must(t.client.BatchWriteItem(ctx, &dynamodb.BatchWriteItemInput{RequestItems: map[string][]types.WriteRequest{t.name: deletes}}))
	}
	expect(len(t.get(keys[59])), 0, "attributes left")
	ok("batches, and what they leave for later")
}

func (t *tables) transacts() {
	built := built(expression.NewBuilder().WithUpdate(expression.Add(expression.Name("n"), expression.Value(1))))
	items := []types.TransactWriteItem{
		{Put: &types.Put{TableName: t.table, Item: at("transaction", 1)}},
		{Update: &types.Update{TableName: t.table, Key: at("transaction", 2), UpdateExpression: built.Update(), ExpressionAttributeNames: built.Names(), ExpressionAttributeValues: built.Values()}},
		{ConditionCheck: &types.ConditionCheck{TableName: t.table, Key: at("transaction", 3), ConditionExpression: aws.String("attribute_not_exists(pk)")}},
	}
	for range 2 {
		must(t.client.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: items, ClientRequestToken: t.table}))
	}
	var gets []types.TransactGetItem
	for i := range 3 {
		gets = append(gets, types.TransactGetItem{Get: &types.Get{TableName: t.table, Key: at("transaction", i+1)}})
	}
	got := must(t.client.TransactGetItems(ctx, &dynamodb.TransactGetItemsInput{TransactItems: gets})).Responses
	expect(got[0].Item, at("transaction", 1), "item")
	expect(got[1].Item, with(at("transaction", 2), item{"n": &number{Value: "1"}}), "item")
	expect(len(got[2].Item), 0, "attributes of nothing")
	_, err := t.client.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: items[1:], ClientRequestToken: t.table})
	fails[*types.IdempotentParameterMismatchException]("IdempotentParameterMismatchException", "", err)
	ok("a transaction, once for its token")
}

func (t *tables) cancels() {
	stored := with(at("cancelled", 1), item{"n": &number{Value: "1"}})
	expect(t.put(stored), nil, "error")
	_, err := t.client.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: []types.TransactWriteItem{
		{Put: &types.Put{TableName: t.table, Item: at("cancelled", 2)}},
		{Put: &types.Put{
			TableName: t.table, Item: stored, ConditionExpression: aws.String("attribute_not_exists(pk)"),
			ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
		}},
	}})
	message := "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]"
	cancelled := fails[*types.TransactionCanceledException]("TransactionCanceledException", message, err)
	expect(cancelled.CancellationReasons, []types.CancellationReason{
		{Code: aws.String("None")},
		{Code: aws.String("ConditionalCheckFailed"), Message: aws.String("The conditional request failed"), Item: stored},
	}, "reasons")
	expect(len(t.get(at("cancelled", 2))), 0, "attributes of half a transaction")
	ok("TransactionCanceledException, with its reasons")
}

func (t *tables) partiQL() {
	name := `"` + t.name + `"`
	execute := func(statement string, next *string, parameters ...any) (*dynamodb.ExecuteStatementOutput, error) {
		input := &dynamodb.ExecuteStatementInput{Statement: &statement, NextToken: next}
		if len(parameters) > 0 {
			input.Parameters = must(attributevalue.MarshalList(parameters))
		}
		if strings.HasPrefix(statement, "SELECT") {
			input.Limit = aws.Int32(2)
		}
		return t.client.ExecuteStatement(ctx, input)
	}
	for i := range 5 {
		must(execute("INSERT INTO "+name+" VALUE {'pk': 'sql', 'sk': ?}", nil, i))
	}
	_, err := execute("INSERT INTO "+name+" VALUE {'pk': 'sql', 'sk': 1}", nil)
	fails[*types.DuplicateItemException]("DuplicateItemException", "Duplicate primary key exists in table", err)
	var found []item
	for more, next := true, (*string)(nil); more; more = next != nil {
		page := must(execute("SELECT sk FROM "+name+" WHERE pk = ? AND sk >= ?", next, "sql", 1))
		found, next = append(found, page.Items...), page.NextToken
	}
	expect(numbers(found), []int{1, 2, 3, 4}, "rows")
	where := func(verb string, i string) *string { return aws.String(verb + " WHERE pk = 'sql' AND sk = " + i) }
	answers := must(t.client.BatchExecuteStatement(ctx, &dynamodb.BatchExecuteStatementInput{Statements: []types.BatchStatementRequest{
		{Statement: where("UPDATE "+name+" SET n = 1", "0")}, {Statement: where("UPDATE "+name+" SET n = 1", "9")},
	}})).Responses
	holds(answers[0].Error == nil && answers[1].Error.Code == types.BatchStatementErrorCodeEnumConditionalCheckFailed, "%v", answers)
	var deletes []types.ParameterizedStatement
	for _, i := range []string{"0", "1", "2", "3", "4"} {
		deletes = append(deletes, types.ParameterizedStatement{Statement: where("DELETE FROM "+name, i)})
	}
	must(t.client.ExecuteTransaction(ctx, &dynamodb.ExecuteTransactionInput{TransactStatements: deletes}))
	expect(len(t.get(at("sql", 0))), 0, "attributes left")
	ok("PartiQL: statements, pages, batches, transactions")
}

type address struct {
	City  string
	Lines []string
}

// An item as programs have it.
type rider struct {
	ID       string            `dynamodbav:"pk"`
	Number   int64             `dynamodbav:"sk"`
	Team     string            `dynamodbav:"team"`
	Score    float64           `dynamodbav:"score"`
	Born     time.Time         `dynamodbav:"born"`
	Until    time.Time         `dynamodbav:"until,unixtime"`
	Colours  []string          `dynamodbav:"colours,stringset,omitempty"`
	Portrait []byte            `dynamodbav:"portrait"`
	Homes    []address         `dynamodbav:"homes"`
	Notes    map[string]string `dynamodbav:"notes"`
	Missing  *string           `dynamodbav:"missing,omitempty"`
	Nothing  *string           `dynamodbav:"nothing"`
}

func riderOf(id string, score float64) rider {
	return rider{
		ID: id, Team: "a", Score: score, Born: time.Date(2020, 2, 29, 1, 2, 3, 4, time.UTC), Until: time.Unix(4_000_000_000, 0),
		Colours: []string{"ü"}, Portrait: []byte{0, 255}, Homes: []address{{"Zürich", []string{"", "two"}}}, Notes: map[string]string{"": "", "a.b": "ü"},
	}
}

func (t *tables) indexMadeLater() {
	var riders []item
	for i := range 20 {
		one := riderOf("rider-"+string(rune('a'+i)), float64(i)/2)
		one.Team = []string{"a", "b"}[i%2]
		one.Notes = nil
		riders = append(riders, must(attributevalue.MarshalMap(one)))
	}
	t.putAll(riders)
	must(t.client.UpdateTable(ctx, &dynamodb.UpdateTableInput{
		TableName: t.table,
		AttributeDefinitions: []types.AttributeDefinition{
			{AttributeName: aws.String("team"), AttributeType: types.ScalarAttributeTypeS},
			{AttributeName: aws.String("score"), AttributeType: types.ScalarAttributeTypeN},
		},
		GlobalSecondaryIndexUpdates: []types.GlobalSecondaryIndexUpdate{{Create: &types.CreateGlobalSecondaryIndexAction{
			IndexName:  aws.String("by-team"),
			KeySchema:  []types.KeySchemaElement{{AttributeName: aws.String("team"), KeyType: types.KeyTypeHash}, {AttributeName: aws.String("score"), KeyType: types.KeyTypeRange}},
			Projection: &types.Projection{ProjectionType: types.ProjectionTypeAll},
		}}},
	}))
	for range 100 {
		if t.described().GlobalSecondaryIndexes[0].IndexStatus == types.IndexStatusActive {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	built := built(expression.NewBuilder().WithKeyCondition(expression.KeyEqual(expression.Key("team"), expression.Value("b")).And(expression.Key("score").GreaterThan(expression.Value(7)))))
	found := must(t.client.Query(ctx, &dynamodb.QueryInput{
		TableName: t.table, IndexName: aws.String("by-team"), KeyConditionExpression: built.KeyCondition(), ScanIndexForward: aws.Bool(false),
		ExpressionAttributeNames: built.Names(), ExpressionAttributeValues: built.Values(),
	}))
	var got []rider
	expect(attributevalue.UnmarshalListOfMaps(found.Items, &got), nil, "error")
	var scores []float64
	for _, one := range got {
		scores = append(scores, one.Score)
	}
	expect(scores, []float64{9.5, 8.5, 7.5}, "scores")
	ok("an index made later")
}

// The SDK's structs for items: not a mapper that knows tables, but as near as it has.
func (t *tables) objects() {
	one := riderOf("object", 0.1)
	delete(one.Notes, "")
	expect(t.put(must(attributevalue.MarshalMap(one))), nil, "error")
	stored := t.get(at("object", 0))
	expect(stored["until"], types.AttributeValue(&number{Value: "4000000000"}), "a time in seconds")
	expect(stored["nothing"], types.AttributeValue(&types.AttributeValueMemberNULL{Value: true}), "nil")
	var got rider
	expect(attributevalue.UnmarshalMap(stored, &got), nil, "error")
	holds(got.Until.Equal(one.Until), "until %v", got.Until)
	got.Until = one.Until
	expect(got, one, "object")
	ok("objects by a mapper")
}

func (t *tables) settings(arn string) {
	must(t.client.TagResource(ctx, &dynamodb.TagResourceInput{ResourceArn: &arn, Tags: []types.Tag{{Key: aws.String("ünï"), Value: aws.String("")}}}))
	// A table whose tags have just been changed refuses to be changed again.
	time.Sleep(500 * time.Millisecond)
	must(t.client.UntagResource(ctx, &dynamodb.UntagResourceInput{ResourceArn: &arn, TagKeys: []string{"made"}}))
	tags := must(t.client.ListTagsOfResource(ctx, &dynamodb.ListTagsOfResourceInput{ResourceArn: &arn})).Tags
	expect(tags, []types.Tag{{Key: aws.String("ünï"), Value: aws.String("")}}, "tags")
	time.Sleep(500 * time.Millisecond)
	must(t.client.UpdateTimeToLive(ctx, &dynamodb.UpdateTimeToLiveInput{
		TableName: t.table, TimeToLiveSpecification: &types.TimeToLiveSpecification{Enabled: aws.Bool(true), AttributeName: aws.String("until")},
	}))
	living := must(t.client.DescribeTimeToLive(ctx, &dynamodb.DescribeTimeToLiveInput{TableName: t.table})).TimeToLiveDescription
	expect(*living.AttributeName, "until", "attribute")
	recovery := must(t.client.UpdateContinuousBackups(ctx, &dynamodb.UpdateContinuousBackupsInput{
		TableName: t.table, PointInTimeRecoverySpecification: &types.PointInTimeRecoverySpecification{PointInTimeRecoveryEnabled: aws.Bool(true)},
	})).ContinuousBackupsDescription.PointInTimeRecoveryDescription
	expect(recovery.PointInTimeRecoveryStatus, types.PointInTimeRecoveryStatusEnabled, "recovery")
	holds(recovery.LatestRestorableDateTime != nil, "no time to restore to")
	holds(*must(t.client.DescribeLimits(ctx, &dynamodb.DescribeLimitsInput{})).TableMaxReadCapacityUnits > 0, "limits")
	ok("tags, time to live, recovery, limits")
}

func (t *tables) stream() {
	streams := dynamodbstreams.New(dynamodbstreams.Options{
		BaseEndpoint: t.client.Options().BaseEndpoint, Region: "us-east-1", Credentials: t.client.Options().Credentials,
	})
	arn := t.described().LatestStreamArn
	listed := must(streams.ListStreams(ctx, &dynamodbstreams.ListStreamsInput{TableName: t.table})).Streams
	expect([]int{len(listed), strings.Compare(*listed[0].StreamArn, *arn)}, []int{1, 0}, "streams")
	description := must(streams.DescribeStream(ctx, &dynamodbstreams.DescribeStreamInput{StreamArn: arn})).StreamDescription
	expect(description.StreamStatus, changes.StreamStatusEnabled, "status")
	iterators := func(kind changes.ShardIteratorType) (all []*string) {
		for _, shard := range description.Shards {
			all = append(all, must(streams.GetShardIterator(ctx, &dynamodbstreams.GetShardIteratorInput{StreamArn: arn, ShardId: shard.ShardId, ShardIteratorType: kind})).ShardIterator)
		}
		return all
	}
	latest := iterators(changes.ShardIteratorTypeLatest)
	first := with(at("changes", 1), item{"bytes": &types.AttributeValueMemberB{Value: everyByte}})
	expect(t.put(first), nil, "error")
	expect(t.put(at("changes", 1)), nil, "error")
	expect(t.put(at("changes", 1)), nil, "error")
	must(t.client.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: t.table, Key: at("changes", 1)}))
	var records []changes.Record
	for round := 0; round < 50 && len(records) < 3; round++ {
		for i, iterator := range latest {
			page := must(streams.GetRecords(ctx, &dynamodbstreams.GetRecordsInput{ShardIterator: iterator}))
			records, latest[i] = append(records, page.Records...), page.NextShardIterator
		}
	}
	expect(len(records), 3, "records")
	expect([]changes.OperationType{records[0].EventName, records[1].EventName, records[2].EventName},
		[]changes.OperationType{changes.OperationTypeInsert, changes.OperationTypeModify, changes.OperationTypeRemove}, "kinds")
	// The stream's values are types of their own, which the SDK turns into those of tables.
	image := func(of map[string]changes.AttributeValue) item {
		return must(attributevalue.FromDynamoDBStreamsMap(of))
	}
	expect(image(records[0].Dynamodb.NewImage), first, "first image")
	expect(image(records[1].Dynamodb.OldImage), first, "image before the change")
	expect(image(records[2].Dynamodb.OldImage), at("changes", 1), "last image")
	holds(time.Since(*records[0].Dynamodb.ApproximateCreationDateTime).Abs() < time.Minute, "time of a change")
	expired := "arn:aws:dynamodb:us-east-1:000000000000:table/nobody/stream/2020-01-01T00:00:00.000"
	_, err := streams.DescribeStream(ctx, &dynamodbstreams.DescribeStreamInput{StreamArn: &expired})
	fails[*changes.ResourceNotFoundException]("ResourceNotFoundException", "", err)
	ok("changes in the stream")
}

func (t *tables) refusals() {
	_, err := t.client.GetItem(ctx, &dynamodb.GetItemInput{TableName: aws.String("nobody"), Key: at("a", 1)})
	fails[*types.ResourceNotFoundException]("ResourceNotFoundException", "Requested resource not found", err)
	ok("ResourceNotFoundException")
	definitions, keys := t.keySchema()
	_, err = t.client.CreateTable(ctx, &dynamodb.CreateTableInput{TableName: t.table, AttributeDefinitions: definitions, KeySchema: keys, BillingMode: types.BillingModePayPerRequest})
	fails[*types.ResourceInUseException]("ResourceInUseException", "Table already exists: "+t.name, err)
	ok("ResourceInUseException")
	_, err = t.client.GetItem(ctx, &dynamodb.GetItemInput{TableName: t.table, Key: item{"pk": &text{Value: "a"}}})
	fails[*smithy.GenericAPIError]("ValidationException", "The provided key element does not match the schema", err)
	ok("ValidationException")
}

// A table keeps five minutes of what it did not use. One big item takes more than that; then there is one unit a second.
func (t *tables) throttles() {
	slow := aws.String(t.name + "-slow")
	definitions, keys := t.keySchema()
	must(t.client.CreateTable(ctx, &dynamodb.CreateTableInput{
		TableName: slow, AttributeDefinitions: definitions, KeySchema: keys,
		ProvisionedThroughput: &types.ProvisionedThroughput{ReadCapacityUnits: aws.Int64(1), WriteCapacityUnits: aws.Int64(1)},
	}))
	t.waitFor(slow)
	put := func(client *dynamodb.Client, one item) error {
		_, err := client.PutItem(ctx, &dynamodb.PutItemInput{TableName: slow, Item: one})
		return err
	}
	expect(put(t.client, with(at("big", 1), item{"x": &text{Value: strings.Repeat("x", 309_000)}})), nil, "error")
	impatient := newDynamoDB(func(o *dynamodb.Options) { o.Retryer = aws.NopRetryer{} })
	message := "The level of configured provisioned throughput for the table was exceeded."
	throttled := fails[*types.ProvisionedThroughputExceededException]("ProvisionedThroughputExceededException", message, put(impatient, at("small", 1)))
	expect(*throttled.ThrottlingReasons[0].Reason, "TableWriteProvisionedThroughputExceeded", "reason")
	expect(put(t.client, at("patient", 1)), nil, "error")
	ok("ProvisionedThroughputExceededException, and the retries that wait for it")

	var writes []types.WriteRequest
	for i := range 25 {
		writes = append(writes, types.WriteRequest{PutRequest: &types.PutRequest{Item: at("batch", i)}})
	}
	batch := func(writes map[string][]types.WriteRequest) map[string][]types.WriteRequest {
		return must(t.client.BatchWriteItem(ctx, &dynamodb.BatchWriteItemInput{RequestItems: writes})).UnprocessedItems
	}
	left := batch(map[string][]types.WriteRequest{*slow: writes})
	holds(len(left[*slow]) > 0 && len(left[*slow]) < 25, "%d items were left", len(left[*slow]))
	must(t.client.UpdateTable(ctx, &dynamodb.UpdateTableInput{
		TableName: slow, ProvisionedThroughput: &types.ProvisionedThroughput{ReadCapacityUnits: aws.Int64(100), WriteCapacityUnits: aws.Int64(100)},
	}))
	for len(left) > 0 {
		left = batch(left)
	}
	found := must(t.client.Scan(ctx, &dynamodb.ScanInput{TableName: slow, Select: types.SelectCount}))
	expect(found.Count, int32(27), "items")
	ok("UnprocessedItems, sent again")
	t.waitFor(slow)
	must(t.client.DeleteTable(ctx, &dynamodb.DeleteTableInput{TableName: slow}))

	nobody := newDynamoDB(func(o *dynamodb.Options) {
		o.Credentials = credentials.NewStaticCredentialsProvider("nobody", "test", "")
	})
	_, err := nobody.ListTables(ctx, &dynamodb.ListTablesInput{})
	fails[*smithy.GenericAPIError]("UnrecognizedClientException", "The security token included in the request is invalid.", err)
	ok("UnrecognizedClientException")
}

// The SDK computes the checksum of every answer, and then does not look at the outcome: this does.
type checksums struct{ seen []string }

func (c *checksums) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(response.Body)
	response.Body = io.NopCloser(bytes.NewReader(body))
	expect(response.Header.Get("X-Amz-Crc32"), fmt.Sprint(crc32.ChecksumIEEE(body)), "checksum")
	c.seen = append(c.seen, response.Status)
	return response, err
}

func (t *tables) transport() {
	checked := &checksums{}
	client := newDynamoDB(func(o *dynamodb.Options) { o.HTTPClient = &http.Client{Transport: checked} })
	must(client.Scan(ctx, &dynamodb.ScanInput{TableName: t.table}))
	_, err := client.DescribeTable(ctx, &dynamodb.DescribeTableInput{TableName: aws.String("nobody")})
	fails[*types.ResourceNotFoundException]("ResourceNotFoundException", "", err)
	expect(checked.seen, []string{"200 OK", "400 Bad Request"}, "answers")
	ok("checksums of answers")

	connections := 0
	traced := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) {
		if !info.Reused {
			connections++
		}
	}})
	client = newDynamoDB(func(o *dynamodb.Options) {})
	for range 5 {
		must(client.DescribeLimits(traced, &dynamodb.DescribeLimitsInput{}))
	}
	expect(connections, 1, "connections")
	ok("one connection for all requests")
}
