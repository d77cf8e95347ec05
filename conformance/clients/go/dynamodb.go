// DynamoDB as the AWS SDK for Go v2 sees it.
package main

import (
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/expression"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"
)

type (
	item   = map[string]types.AttributeValue
	text   = types.AttributeValueMemberS
	number = types.AttributeValueMemberN
	list   = types.AttributeValueMemberL
)

type tables struct {
	client *dynamodb.Client
	name   string
	table  *string
}

func newDynamoDB(change func(*dynamodb.Options)) *dynamodb.Client {
	return dynamodb.New(dynamodb.Options{
		BaseEndpoint: aws.String(os.Getenv("PADDOCK_URL")),
		Region:       "us-east-1",
		Credentials:  credentials.NewStaticCredentialsProvider("test", "test", ""),
		Retryer:      retry.NewStandard(func(o *retry.StandardOptions) { o.MaxAttempts = 10 }),
	}, change)
}

func checkDynamoDB() {
	name := fmt.Sprintf("go-%d", os.Getpid())
	// Answers may be compressed: this client can read them.
	t := &tables{newDynamoDB(func(o *dynamodb.Options) { o.EnableAcceptEncodingGzip = true }), name, &name}
	arn := t.becomesActive()
	t.pagesOfTables()
	t.everyType()
	t.updates()
	t.conditions()
	t.queries()
	t.scans()
	t.batches()
	t.transacts()
	t.cancels()
	t.partiQL()
	t.indexMadeLater()
	t.settings(arn)
	t.stream()
	t.refusals()
	t.throttles()
	t.transport()
	t.objects()
	skip("versions and counters by a mapper", "the SDK for Go has no such mapper")
	t.readsFixture()
	t.deletes()
}

// A key of every table here.
func at(pk string, sk int) item {
	return item{"pk": &text{Value: pk}, "sk": &number{Value: strconv.Itoa(sk)}}
}

func with(one item, more item) item {
	all := item{}
	for _, from := range []item{one, more} {
		for name, value := range from {
			all[name] = value
		}
	}
	return all
}

// The call fails with the SDK's own type of error.
func fails[E smithy.APIError](code, message string, err error) E {
	var typed E
	holds(errors.As(err, &typed), "%v instead of %s", err, code)
	expect(typed.ErrorCode(), code, "code")
	holds(strings.Contains(typed.ErrorMessage(), message), "message: %s", typed.ErrorMessage())
	var response *awshttp.ResponseError
	holds(errors.As(err, &response), "no response in %v", err)
	expect(response.HTTPStatusCode(), 400, "status")
	expect(len(response.RequestID), 52, "length of the request id")
	return typed
}

func built(builder expression.Builder) expression.Expression { return must(builder.Build()) }

func (t *tables) keySchema() ([]types.AttributeDefinition, []types.KeySchemaElement) {
	return []types.AttributeDefinition{
			{AttributeName: aws.String("pk"), AttributeType: types.ScalarAttributeTypeS},
			{AttributeName: aws.String("sk"), AttributeType: types.ScalarAttributeTypeN},
		}, []types.KeySchemaElement{
			{AttributeName: aws.String("pk"), KeyType: types.KeyTypeHash},
			{AttributeName: aws.String("sk"), KeyType: types.KeyTypeRange},
		}
}

func (t *tables) waitFor(name *string) {
	waiter := dynamodb.NewTableExistsWaiter(t.client, func(o *dynamodb.TableExistsWaiterOptions) {
		o.MinDelay, o.MaxDelay = 200*time.Millisecond, time.Second
	})
	if err := waiter.Wait(ctx, &dynamodb.DescribeTableInput{TableName: name}, 20*time.Second); err != nil {
		panic(err)
	}
}

func (t *tables) described() *types.TableDescription {
	return must(t.client.DescribeTable(ctx, &dynamodb.DescribeTableInput{TableName: t.table})).Table
}

func (t *tables) becomesActive() string {
	definitions, keys := t.keySchema()
	made := must(t.client.CreateTable(ctx, &dynamodb.CreateTableInput{
		TableName: t.table, AttributeDefinitions: definitions, KeySchema: keys,
		BillingMode:         types.BillingModePayPerRequest,
		StreamSpecification: &types.StreamSpecification{StreamEnabled: aws.Bool(true), StreamViewType: types.StreamViewTypeNewAndOldImages},
		Tags:                []types.Tag{{Key: aws.String("made"), Value: aws.String("with the table")}},
	})).TableDescription
	expect(made.TableStatus, types.TableStatusCreating, "status at first")
	t.waitFor(t.table)
	table := t.described()
	expect(table.TableStatus, types.TableStatusActive, "status")
	ok("the waiter sees the table ACTIVE")

	arn := *table.TableArn
	expect(arn, "arn:aws:dynamodb:us-east-1:000000000000:table/"+t.name, "ARN")
	expect(table.KeySchema, keys, "keys")
	expect(table.BillingModeSummary.BillingMode, types.BillingModePayPerRequest, "billing")
	holds(strings.HasPrefix(*table.LatestStreamArn, arn+"/stream/"), "stream %s", *table.LatestStreamArn)
	holds(time.Since(*table.CreationDateTime).Abs() < time.Minute, "created %v", *table.CreationDateTime)
	ok("the table describes itself")
	return arn
}

func (t *tables) pagesOfTables() {
	var names []string
	pages := dynamodb.NewListTablesPaginator(t.client, &dynamodb.ListTablesInput{Limit: aws.Int32(1)})
	for pages.HasMorePages() {
		page := must(pages.NextPage(ctx))
		holds(len(page.TableNames) <= 1, "a page is longer than its limit")
		names = append(names, page.TableNames...)
	}
	holds(slices.Contains(names, t.name) && slices.Contains(names, fixture) && slices.IsSorted(names), "names %v", names)
	ok("pages of tables")
}

func (t *tables) put(one item) error {
	_, err := t.client.PutItem(ctx, &dynamodb.PutItemInput{TableName: t.table, Item: one})
	return err
}

func (t *tables) get(key item) item {
	return must(t.client.GetItem(ctx, &dynamodb.GetItemInput{TableName: t.table, Key: key, ConsistentRead: aws.Bool(true)})).Item
}

func nested(levels int) types.AttributeValue {
	if levels == 0 {
		return &number{Value: "1"}
	}
	return &list{Value: []types.AttributeValue{nested(levels - 1)}}
}

func (t *tables) everyType() {
	one := item{
		"pk":       &text{Value: "types"},
		"sk":       &number{Value: "-12345678901234567890.123456789012345678"},
		"empty":    &text{Value: ""},
		"text":     &text{Value: "ключ 🦄 \x00 \" \\ \u2028"},
		"no bytes": &types.AttributeValueMemberB{Value: []byte{}},
		"bytes":    &types.AttributeValueMemberB{Value: everyByte},
		"greatest": &number{Value: strings.Repeat("9", 38) + strings.Repeat("0", 88)},
		"least":    &number{Value: "-0." + strings.Repeat("0", 129) + "1"},
		"yes":      &types.AttributeValueMemberBOOL{Value: true},
		"nothing":  &types.AttributeValueMemberNULL{Value: true},
		"strings":  &types.AttributeValueMemberSS{Value: []string{"ü"}},
		"numbers":  &types.AttributeValueMemberNS{Value: []string{"-0.5"}},
		"binaries": &types.AttributeValueMemberBS{Value: [][]byte{{255}}},
		"list":     &list{Value: []types.AttributeValue{&text{Value: ""}, &list{Value: []types.AttributeValue{}}, &types.AttributeValueMemberM{Value: item{}}}},
		"deep":     nested(31),
	}
	expect(t.put(one), nil, "error")
	got := t.get(item{"pk": one["pk"], "sk": one["sk"]})
	for name := range one {
		expect(got[name], one[name], name)
	}
	expect(len(got), len(one), "attributes")
	one["deep"] = nested(32)
	fails[*smithy.GenericAPIError]("ValidationException", "Nesting Levels have exceeded supported limits", t.put(one))
	ok("a value of every type, as it was written")

	// A key of pk, 3, sk and 1 takes two bytes, three, two and two; the padding's name one.
	padding := strings.Repeat("x", 409_590)
	expect(t.put(with(at("big", 1), item{"x": &text{Value: padding}})), nil, "error")
	expect(len(t.get(at("big", 1))["x"].(*text).Value), 409_590, "length")
	err := t.put(with(at("big", 1), item{"x": &text{Value: padding + "x"}}))
	fails[*smithy.GenericAPIError]("ValidationException", "Item size has exceeded the maximum allowed size", err)
	ok("an item of 400 KB, and no more")
}

func (t *tables) updates() {
	key := at("updates", 1)
	expect(t.put(with(key, item{"count": &number{Value: "1"}, "list": &list{Value: []types.AttributeValue{&number{Value: "1"}}}, "old": &text{Value: ""}})), nil, "error")
	change := expression.Set(expression.Name("count"), expression.Name("count").Plus(expression.Value(1))).
		Set(expression.Name("list[0]"), expression.Value("one")).
		Set(expression.Name("new"), expression.IfNotExists(expression.Name("new"), expression.Value(0.5))).
		Remove(expression.Name("old")).
		Add(expression.Name("visits"), expression.Value(1))
	built := built(expression.NewBuilder().WithUpdate(change).WithCondition(expression.Name("count").Equal(expression.Value(1)).And(expression.Name("old").AttributeExists())))
	answer := must(t.client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: t.table, Key: key, UpdateExpression: built.Update(), ConditionExpression: built.Condition(),
		ExpressionAttributeNames: built.Names(), ExpressionAttributeValues: built.Values(),
		ReturnValues: types.ReturnValueAllNew, ReturnConsumedCapacity: types.ReturnConsumedCapacityTotal,
	}))
	updated := with(key, item{"count": &number{Value: "2"}, "list": &list{Value: []types.AttributeValue{&text{Value: "one"}}}, "new": &number{Value: "0.5"}, "visits": &number{Value: "1"}})
	expect(answer.Attributes, updated, "what is new")
	expect(*answer.ConsumedCapacity.CapacityUnits, 1.0, "capacity")
	gone := must(t.client.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: t.table, Key: key, ReturnValues: types.ReturnValueAllOld}))
	expect(gone.Attributes, updated, "what was deleted")
	expect(len(t.get(key)), 0, "attributes left")
	ok("updates and what they return")
}

func (t *tables) conditions() {
	stored := with(at("condition", 1), item{"version": &number{Value: "7"}})
	expect(t.put(stored), nil, "error")
	built := built(expression.NewBuilder().WithCondition(expression.Name("pk").AttributeNotExists()))
	_, err := t.client.PutItem(ctx, &dynamodb.PutItemInput{
		TableName: t.table, Item: stored, ConditionExpression: built.Condition(), ExpressionAttributeNames: built.Names(),
		ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
	})
	failed := fails[*types.ConditionalCheckFailedException]("ConditionalCheckFailedException", "The conditional request failed", err)
	expect(failed.Item, stored, "item")
	ok("ConditionalCheckFailedException, with the item")
}

func (t *tables) putAll(items []item) {
	for batch := range slices.Chunk(items, 25) {
		var writes []types.WriteRequest
		for _, one := range batch {
			writes = append(writes, types.WriteRequest{PutRequest: &types.PutRequest{Item: one}})
		}
		answer := must(t.client.BatchWriteItem(ctx, &dynamodb.BatchWriteItemInput{RequestItems: map[string][]types.WriteRequest{t.name: writes}}))
		expect(len(answer.UnprocessedItems), 0, "unprocessed items")
	}
}

func numbers(items []item) (all []int) {
	for _, one := range items {
		all = append(all, must(strconv.Atoi(one["sk"].(*number).Value)))
	}
	return all
}

func (t *tables) queries() {
	var rows []item
	for i := -25; i < 25; i++ {
		rows = append(rows, with(at("rows", i), item{"even": &types.AttributeValueMemberBOOL{Value: i%2 == 0}}))
	}
	t.putAll(rows)
	key := expression.Key("pk").Equal(expression.Value("rows")).And(expression.Key("sk").Between(expression.Value(-10), expression.Value(10)))
	built := built(expression.NewBuilder().WithKeyCondition(key).WithFilter(expression.Name("even").Equal(expression.Value(true))).WithProjection(expression.NamesList(expression.Name("sk"))))
	query := dynamodb.QueryInput{
		TableName: t.table, KeyConditionExpression: built.KeyCondition(), FilterExpression: built.Filter(), ProjectionExpression: built.Projection(),
		ExpressionAttributeNames: built.Names(), ExpressionAttributeValues: built.Values(), Limit: aws.Int32(4),
	}
	var found []item
	scanned := int32(0)
	for pages := dynamodb.NewQueryPaginator(t.client, &query); pages.HasMorePages(); {
		page := must(pages.NextPage(ctx))
		holds(page.ScannedCount <= 4 && int(page.Count) == len(page.Items), "a page of %d", page.ScannedCount)
		found, scanned = append(found, page.Items...), scanned+page.ScannedCount
	}
	expect(numbers(found), []int{-10, -8, -6, -4, -2, 0, 2, 4, 6, 8, 10}, "numbers")
	expect(scanned, int32(21), "items looked at")
	query.ScanIndexForward = aws.Bool(false)
	page := must(t.client.Query(ctx, &query))
	expect(numbers(page.Items), []int{10, 8}, "numbers backward")
	expect(page.LastEvaluatedKey, at("rows", 7), "last key")
	ok("pages of a query, both ways")
}

func (t *tables) scans() {
	read := func(input dynamodb.ScanInput) (keys []string) {
		input.TableName, input.ProjectionExpression, input.Limit = t.table, aws.String("pk, sk"), aws.Int32(10)
		for pages := dynamodb.NewScanPaginator(t.client, &input); pages.HasMorePages(); {
			for _, one := range must(pages.NextPage(ctx)).Items {
				keys = append(keys, one["pk"].(*text).Value+one["sk"].(*number).Value)
			}
		}
		slices.Sort(keys)
		return keys
	}
	var all []string
	for segment := range 3 {
		all = append(all, read(dynamodb.ScanInput{Segment: aws.Int32(int32(segment)), TotalSegments: aws.Int32(3)})...)
	}
	slices.Sort(all)
	expect(all, read(dynamodb.ScanInput{}), "items of all segments")
	holds(len(all) > 50, "%d items", len(all))
	ok("pages of a scan, in segments")
}

func (t *tables) readsFixture() {
	built := built(expression.NewBuilder().WithKeyCondition(expression.Key("pk").Equal(expression.Value("numbers"))))
	pages := dynamodb.NewQueryPaginator(t.client, &dynamodb.QueryInput{
		TableName: &fixture, KeyConditionExpression: built.KeyCondition(), Limit: aws.Int32(4),
		ExpressionAttributeNames: built.Names(), ExpressionAttributeValues: built.Values(),
	})
	orDash := func(bytes []byte) string {
		if len(bytes) == 0 {
			return "-"
		}
		return hex.EncodeToString(bytes)
	}
	for pages.HasMorePages() {
		for _, one := range must(pages.NextPage(ctx)).Items {
			fmt.Println("fact", one["sk"].(*number).Value, orDash([]byte(one["text"].(*text).Value)), orDash(one["data"].(*types.AttributeValueMemberB).Value))
		}
	}
	ok("the same items as every other client")
}

func (t *tables) deletes() {
	must(t.client.DeleteTable(ctx, &dynamodb.DeleteTableInput{TableName: t.table}))
	waiter := dynamodb.NewTableNotExistsWaiter(t.client, func(o *dynamodb.TableNotExistsWaiterOptions) {
		o.MinDelay, o.MaxDelay = 200*time.Millisecond, time.Second
	})
	described := &dynamodb.DescribeTableInput{TableName: t.table}
	if err := waiter.Wait(ctx, described, 20*time.Second); err != nil {
		panic(err)
	}
	_, err := t.client.DescribeTable(ctx, described)
	fails[*types.ResourceNotFoundException]("ResourceNotFoundException", "Requested resource not found: Table: "+t.name+" not found", err)
	ok("deleted; the waiter sees it gone")
}
