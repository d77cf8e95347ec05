// Paddock as the AWS SDK for Go v2 sees it. Environment: PADDOCK_URL, PADDOCK_FIXTURE; see ../README.md.
package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	"github.com/aws/aws-sdk-go-v2/service/kinesis/types"
	"github.com/aws/smithy-go"
)

const (
	quarter   = "85070591730234615865843651857942052864"  // 2^126
	half      = "170141183460469231731687303715884105728" // 2^127
	belowHalf = "170141183460469231731687303715884105727"
	highest   = "340282366920938463463374607431768211455"
)

var (
	ctx       = context.Background()
	stream    = fmt.Sprintf("go-%d", os.Getpid())
	fixture   = os.Getenv("PADDOCK_FIXTURE")
	client    = newClient("test", "test", 10)
	everyByte = func() []byte {
		all := make([]byte, 256)
		for i := range all {
			all[i] = byte(i)
		}
		return all
	}()
)

func newClient(key, secret string, attempts int) *kinesis.Client {
	return kinesis.New(kinesis.Options{
		BaseEndpoint: aws.String(os.Getenv("PADDOCK_URL")),
		Region:       "us-east-1",
		Credentials:  credentials.NewStaticCredentialsProvider(key, secret, ""),
		Retryer:      retry.NewStandard(func(o *retry.StandardOptions) { o.MaxAttempts = attempts }),
	})
}

func main() {
	defer func() {
		if err := recover(); err != nil {
			fmt.Printf("not ok %v\n", err)
			if os.Getenv("PADDOCK_TRACE") != "" {
				panic(err)
			}
			os.Exit(1)
		}
	}()
	scenarios := map[string]func(){
		"identity": checkIdentity, "dynamodb": checkDynamoDB, "lambda": checkLambda, "logs": checkLogs, "cloudwatch": checkCloudWatch,
		"analytics": checkAnalytics,
	}
	if len(os.Args) > 1 && scenarios[os.Args[1]] != nil {
		scenarios[os.Args[1]]()
	} else {
		checkKinesis()
	}
}

func checkKinesis() {
	arn := becomesActive()
	describesItself(arn)
	stored := puts()
	reads(stored)
	listsShards()
	splitsAndFollows(stored)
	tags(arn)
	consumer := registers(arn)
	subscribes(consumer)
	subscription := takesOver(consumer)
	refusals()
	readsFixture()
	deletes(arn, consumer, subscription)
}

func ok(check string) { fmt.Println("ok " + check) }

func skip(check, reason string) { fmt.Println("skip " + check + ": " + reason) }

func expect(actual, expected any, what string) {
	if !reflect.DeepEqual(actual, expected) {
		panic(fmt.Sprintf("%s: %.300v instead of %.300v", what, actual, expected))
	}
}

func holds(condition bool, what string, details ...any) {
	if !condition {
		panic(fmt.Sprintf(what, details...))
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func waitUntilActive() {
	waiter := kinesis.NewStreamExistsWaiter(client, func(o *kinesis.StreamExistsWaiterOptions) {
		o.MinDelay, o.MaxDelay = 200*time.Millisecond, time.Second
	})
	if err := waiter.Wait(ctx, &kinesis.DescribeStreamInput{StreamName: &stream}, 20*time.Second); err != nil {
		panic(err)
	}
}

func becomesActive() string {
	must(client.CreateStream(ctx, &kinesis.CreateStreamInput{
		StreamName: &stream, ShardCount: aws.Int32(2), Tags: map[string]string{"made": "with the stream"},
	}))
	waitUntilActive()
	summary := must(client.DescribeStreamSummary(ctx, &kinesis.DescribeStreamSummaryInput{StreamName: &stream})).StreamDescriptionSummary
	expect(summary.StreamStatus, types.StreamStatusActive, "status")
	ok("the waiter sees the stream ACTIVE")
	return *summary.StreamARN
}

func describesItself(arn string) {
	summary := must(client.DescribeStreamSummary(ctx, &kinesis.DescribeStreamSummaryInput{StreamARN: &arn})).StreamDescriptionSummary
	expect(arn, "arn:aws:kinesis:us-east-1:000000000000:stream/"+stream, "ARN")
	expect(*summary.OpenShardCount, int32(2), "open shards")
	expect(*summary.RetentionPeriodHours, int32(24), "retention")
	expect(summary.StreamModeDetails.StreamMode, types.StreamModeProvisioned, "mode")
	expect(summary.EncryptionType, types.EncryptionTypeNone, "encryption")
	expect(len(summary.EnhancedMonitoring), 1, "monitoring")
	created := *summary.StreamCreationTimestamp
	holds(time.Since(created).Abs() < time.Minute, "created %v", created)
	described := must(client.DescribeStream(ctx, &kinesis.DescribeStreamInput{StreamName: &stream})).StreamDescription
	expect(*described.StreamCreationTimestamp, created, "creation timestamp")
	expect(shardIds(described.Shards), "01", "shards")
	limits := must(client.DescribeLimits(ctx, &kinesis.DescribeLimitsInput{}))
	holds(*limits.OpenShardCount >= 2 && *limits.ShardLimit > 0, "limits %v", limits)
	ok("the stream describes itself")

	var names []string
	pages := kinesis.NewListStreamsPaginator(client, &kinesis.ListStreamsInput{Limit: aws.Int32(1)})
	for pages.HasMorePages() {
		page := must(pages.NextPage(ctx))
		holds(len(page.StreamNames) <= 1, "a page is longer than its limit")
		names = append(names, page.StreamNames...)
		for _, one := range page.StreamSummaries {
			if *one.StreamName == stream {
				expect(*one.StreamCreationTimestamp, created, "creation timestamp")
			}
		}
	}
	holds(slices.Contains(names, stream) && slices.Contains(names, fixture) && slices.IsSorted(names), "names %v", names)
	ok("pages of streams")
}

// The last digits of the shards' ids.
func shardIds(shards []types.Shard) (digits string) {
	for _, shard := range shards {
		digits += (*shard.ShardId)[len(*shard.ShardId)-1:]
	}
	return digits
}

type stored map[string][]record

type record struct {
	Key    string
	Data   string
	Number string
}

func plain(records []types.Record) []record {
	var all []record
	for _, one := range records {
		all = append(all, record{*one.PartitionKey, string(one.Data), *one.SequenceNumber})
	}
	return all
}

func put(key, hashKey string, data []byte) (string, record) {
	answer := must(client.PutRecord(ctx, &kinesis.PutRecordInput{StreamName: &stream, PartitionKey: &key, ExplicitHashKey: &hashKey, Data: data}))
	return *answer.ShardId, record{key, string(data), *answer.SequenceNumber}
}

func puts() stored {
	all := stored{}
	shard, first := put("bytes", "0", everyByte)
	expect(shard, shardId(0), "the shard of hash key 0")
	all[shard] = append(all[shard], first)
	ok("put a record of every byte")

	time.Sleep(20 * time.Millisecond)
	batch := []types.PutRecordsRequestEntry{
		{PartitionKey: aws.String("ключ-🦄-鍵"), ExplicitHashKey: aws.String("1"), Data: []byte("Wild Rydes 🦄")},
		{PartitionKey: aws.String("low"), ExplicitHashKey: aws.String(belowHalf), Data: []byte{}},
		{PartitionKey: aws.String("high"), ExplicitHashKey: aws.String(half), Data: []byte{0, 255}},
		{PartitionKey: aws.String("highest"), ExplicitHashKey: aws.String(highest), Data: []byte{0xf0, 0x28, 0x8c, 0x28}},
		// MD5 of "a" begins with 0c, of "b" with 92.
		{PartitionKey: aws.String("a"), Data: bytes.Repeat([]byte("a"), 100_000)},
		{PartitionKey: aws.String("b"), Data: []byte("b")},
	}
	answer := must(client.PutRecords(ctx, &kinesis.PutRecordsInput{StreamName: &stream, Records: batch}))
	expect(*answer.FailedRecordCount, int32(0), "failed records")
	var ids string
	for i, got := range answer.Records {
		holds(got.ErrorCode == nil && got.ErrorMessage == nil, "an error in %v", got)
		ids += (*got.ShardId)[19:]
		all[*got.ShardId] = append(all[*got.ShardId], record{*batch[i].PartitionKey, string(batch[i].Data), *got.SequenceNumber})
	}
	expect(ids, "001101", "shards of the batch")
	for _, records := range all {
		holds(slices.IsSortedFunc(records, func(a, b record) int { return strings.Compare(a.Number, b.Number) }), "order of sequence numbers")
	}
	ok("put a batch: unicode keys, explicit hash keys, no data")
	return all
}

func shardId(index int) string { return fmt.Sprintf("shardId-%012d", index) }

func iterator(position kinesis.GetShardIteratorInput) *string {
	if position.StreamName == nil {
		position.StreamName = &stream
	}
	return must(client.GetShardIterator(ctx, &position)).ShardIterator
}

// All records from the position on, and the last answer.
func read(shard int, kind types.ShardIteratorType, position kinesis.GetShardIteratorInput) ([]types.Record, *kinesis.GetRecordsOutput) {
	position.ShardId, position.ShardIteratorType = aws.String(shardId(shard)), kind
	return readOn(iterator(position))
}

func readOn(iterator *string) (records []types.Record, page *kinesis.GetRecordsOutput) {
	for range 20 {
		page = must(client.GetRecords(ctx, &kinesis.GetRecordsInput{ShardIterator: iterator}))
		records = append(records, page.Records...)
		iterator = page.NextShardIterator
		if iterator == nil || (len(page.Records) == 0 && *page.MillisBehindLatest == 0) {
			return records, page
		}
		time.Sleep(200 * time.Millisecond)
	}
	panic("the shard has no end")
}

var start = kinesis.GetShardIteratorInput{}

func reads(all stored) {
	zero, one := shardId(0), shardId(1)
	everything, _ := read(0, types.ShardIteratorTypeTrimHorizon, start)
	expect(plain(everything), all[zero], "records")
	holds(everything[0].EncryptionType == "", "EncryptionType in a stream that is not encrypted")
	other, _ := read(1, types.ShardIteratorTypeTrimHorizon, start)
	expect(plain(other), all[one], "records")
	ok("read from TRIM_HORIZON")

	second := kinesis.GetShardIteratorInput{StartingSequenceNumber: &all[zero][1].Number}
	at, _ := read(0, types.ShardIteratorTypeAtSequenceNumber, second)
	expect(plain(at), all[zero][1:], "records")
	after, _ := read(0, types.ShardIteratorTypeAfterSequenceNumber, second)
	expect(plain(after), all[zero][2:], "records")
	ok("read AT_SEQUENCE_NUMBER and AFTER_SEQUENCE_NUMBER")

	first, next := *everything[0].ApproximateArrivalTimestamp, *everything[1].ApproximateArrivalTimestamp
	holds(next.After(first) && time.Since(first).Abs() < 30*time.Second, "arrived %v, %v", first, next)
	expect(next.Nanosecond()%1_000_000, 0, "less than a millisecond")
	fromFirst, _ := read(0, types.ShardIteratorTypeAtTimestamp, kinesis.GetShardIteratorInput{Timestamp: &first})
	expect(fromFirst, everything, "records")
	fromNext, _ := read(0, types.ShardIteratorTypeAtTimestamp, kinesis.GetShardIteratorInput{Timestamp: &next})
	expect(fromNext, everything[1:], "records")
	later := next.Add(time.Millisecond)
	fromLater, _ := read(0, types.ShardIteratorTypeAtTimestamp, kinesis.GetShardIteratorInput{Timestamp: &later})
	expect(len(fromLater), 0, "records a millisecond later")
	ok("read AT_TIMESTAMP, to the millisecond")

	latest := iterator(kinesis.GetShardIteratorInput{ShardId: &zero, ShardIteratorType: types.ShardIteratorTypeLatest})
	_, made := put("new", "0", []byte("new"))
	got, _ := readOn(latest)
	expect(plain(got), []record{made}, "records")
	all[zero] = append(all[zero], made)
	ok("read from LATEST")
}

// The SDK for Go leaves paging through shards to its caller.
func allShards() []types.Shard {
	page := must(client.ListShards(ctx, &kinesis.ListShardsInput{StreamName: &stream, MaxResults: aws.Int32(1)}))
	shards := page.Shards
	for page.NextToken != nil {
		page = must(client.ListShards(ctx, &kinesis.ListShardsInput{NextToken: page.NextToken, MaxResults: aws.Int32(1)}))
		expect(len(page.Shards), 1, "shards on a page")
		shards = append(shards, page.Shards...)
	}
	return shards
}

func listsShards() {
	shards := allShards()
	expect(len(shards), 2, "shards")
	expect(*shards[0].HashKeyRange, types.HashKeyRange{StartingHashKey: aws.String("0"), EndingHashKey: aws.String(belowHalf)}, "hash keys")
	expect(*shards[1].HashKeyRange, types.HashKeyRange{StartingHashKey: aws.String(half), EndingHashKey: aws.String(highest)}, "hash keys")
	holds(shards[0].SequenceNumberRange.EndingSequenceNumber == nil, "an open shard has an end")
	ok("pages of shards")
}

func splitsAndFollows(all stored) {
	parent := shardId(0)
	must(client.SplitShard(ctx, &kinesis.SplitShardInput{StreamName: &stream, ShardToSplit: &parent, NewStartingHashKey: aws.String(quarter)}))
	waitUntilActive()
	shards := allShards()
	expect(shardIds(shards), "0123", "shards")
	expect([]string{aws.ToString(shards[1].ParentShardId), aws.ToString(shards[2].ParentShardId), aws.ToString(shards[3].ParentShardId)}, []string{"", parent, parent}, "parents")
	holds(shards[0].SequenceNumberRange.EndingSequenceNumber != nil, "the parent is not closed")
	opened := must(client.ListShards(ctx, &kinesis.ListShardsInput{StreamName: &stream, ShardFilter: &types.ShardFilter{Type: types.ShardFilterTypeAtLatest}}))
	expect(shardIds(opened.Shards), "123", "open shards")
	ok("split")

	lowShard, low := put("low", "0", []byte("to the low child"))
	highShard, high := put("high", quarter, []byte("to the high child"))
	expect([]string{lowShard, highShard}, []string{shardId(2), shardId(3)}, "children by hash key")
	records, last := read(0, types.ShardIteratorTypeTrimHorizon, start)
	expect(plain(records), all[parent], "records of the parent")
	holds(last.NextShardIterator == nil, "the parent goes on")
	expect(len(last.ChildShards), 2, "children")
	expect(last.ChildShards[1], types.ChildShard{
		ShardId: &highShard, ParentShards: []string{parent},
		HashKeyRange: &types.HashKeyRange{StartingHashKey: aws.String(quarter), EndingHashKey: aws.String(belowHalf)},
	}, "child")
	ofLow, _ := read(2, types.ShardIteratorTypeTrimHorizon, start)
	ofHigh, _ := read(3, types.ShardIteratorTypeTrimHorizon, start)
	expect([][]record{plain(ofLow), plain(ofHigh)}, [][]record{{low}, {high}}, "records of the children")
	ok("follow the parent to its children")
}

func tagMap(lists ...[]types.Tag) map[string]string {
	all := map[string]string{}
	for _, list := range lists {
		for _, tag := range list {
			all[*tag.Key] = aws.ToString(tag.Value)
		}
	}
	return all
}

func tags(arn string) {
	must(client.AddTagsToStream(ctx, &kinesis.AddTagsToStreamInput{StreamName: &stream, Tags: map[string]string{"team": "unicorns", "ünï": "", "a/b": "c=d"}}))
	must(client.RemoveTagsFromStream(ctx, &kinesis.RemoveTagsFromStreamInput{StreamName: &stream, TagKeys: []string{"made"}}))
	page := must(client.ListTagsForStream(ctx, &kinesis.ListTagsForStreamInput{StreamName: &stream, Limit: aws.Int32(2)}))
	holds(len(page.Tags) == 2 && *page.HasMoreTags, "a page of tags: %v", page)
	rest := must(client.ListTagsForStream(ctx, &kinesis.ListTagsForStreamInput{StreamName: &stream, ExclusiveStartTagKey: page.Tags[1].Key}))
	expect(tagMap(page.Tags, rest.Tags), map[string]string{"team": "unicorns", "ünï": "", "a/b": "c=d"}, "tags")
	ok("tags of the stream")

	must(client.TagResource(ctx, &kinesis.TagResourceInput{ResourceARN: &arn, Tags: map[string]string{"by": "ARN"}}))
	must(client.UntagResource(ctx, &kinesis.UntagResourceInput{ResourceARN: &arn, TagKeys: []string{"a/b", "ünï"}}))
	listed := must(client.ListTagsForResource(ctx, &kinesis.ListTagsForResourceInput{ResourceARN: &arn}))
	expect(tagMap(listed.Tags), map[string]string{"team": "unicorns", "by": "ARN"}, "tags")
	ok("tags by ARN")
}

func registers(arn string) string {
	made := must(client.RegisterStreamConsumer(ctx, &kinesis.RegisterStreamConsumerInput{StreamARN: &arn, ConsumerName: aws.String("reader")})).Consumer
	expect(made.ConsumerStatus, types.ConsumerStatusCreating, "consumer")
	consumer := *made.ConsumerARN
	holds(strings.HasPrefix(consumer, arn+"/consumer/reader:"), "consumer's ARN %s", consumer)
	var described *types.ConsumerDescription
	for range 50 {
		described = must(client.DescribeStreamConsumer(ctx, &kinesis.DescribeStreamConsumerInput{ConsumerARN: &consumer})).ConsumerDescription
		if described.ConsumerStatus == types.ConsumerStatusActive {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	expect(described.ConsumerStatus, types.ConsumerStatusActive, "consumer")
	expect(*described.StreamARN, arn, "consumer's stream")
	expect(*described.ConsumerCreationTimestamp, *made.ConsumerCreationTimestamp, "creation timestamp")
	page := must(kinesis.NewListStreamConsumersPaginator(client, &kinesis.ListStreamConsumersInput{StreamARN: &arn}).NextPage(ctx))
	expect(len(page.Consumers), 1, "consumers")
	expect(*page.Consumers[0].ConsumerARN, consumer, "consumer's ARN")
	ok("register a consumer")
	return consumer
}

func subscribe(consumer string, shard int, position types.StartingPosition) *kinesis.SubscribeToShardEventStream {
	answer := must(client.SubscribeToShard(ctx, &kinesis.SubscribeToShardInput{
		ConsumerARN: &consumer, ShardId: aws.String(shardId(shard)), StartingPosition: &position,
	}))
	return answer.GetStream()
}

func subscribes(consumer string) {
	events := subscribe(consumer, 3, types.StartingPosition{Type: types.ShardIteratorTypeTrimHorizon})
	var got []types.Record
	for event := range events.Events() {
		pushed := event.(*types.SubscribeToShardEventStreamMemberSubscribeToShardEvent).Value
		holds(pushed.ContinuationSequenceNumber != nil && *pushed.MillisBehindLatest >= 0, "an event without a continuation")
		if len(pushed.Records) > 0 && len(got) == 0 {
			time.AfterFunc(300*time.Millisecond, func() { put("ж", quarter, everyByte) })
		}
		if got = append(got, pushed.Records...); len(got) == 2 {
			break
		}
	}
	events.Close()
	holds(len(got) == 2, "%d records; %v", len(got), events.Err())
	expect(string(got[0].Data), "to the high child", "the stored record")
	expect([]string{*got[1].PartitionKey, string(got[1].Data)}, []string{"ж", string(everyByte)}, "the pushed record")
	again, _ := read(3, types.ShardIteratorTypeTrimHorizon, start)
	expect(got, again, "pushed records, as they are read")
	ok("subscribe: stored records, then pushed ones")

	all, _ := read(0, types.ShardIteratorTypeTrimHorizon, start)
	events = subscribe(consumer, 0, types.StartingPosition{Type: types.ShardIteratorTypeAfterSequenceNumber, SequenceNumber: all[0].SequenceNumber})
	got = nil
	var last types.SubscribeToShardEvent
	for event := range events.Events() {
		last = event.(*types.SubscribeToShardEventStreamMemberSubscribeToShardEvent).Value
		got = append(got, last.Records...)
	}
	expect(events.Err(), nil, "how the subscription ends")
	expect(got, all[1:], "records")
	holds(last.ContinuationSequenceNumber == nil, "a continuation at the end")
	expect(len(last.ChildShards), 2, "children")
	expect(*last.ChildShards[0].ShardId, shardId(2), "child")
	ok("subscribe to a closed shard: it ends with its children")
}

// takesOver gives a subscription that is still open.
func takesOver(consumer string) *kinesis.SubscribeToShardEventStream {
	latest := types.StartingPosition{Type: types.ShardIteratorTypeLatest}
	first := subscribe(consumer, 2, latest)
	_, err := client.SubscribeToShard(ctx, &kinesis.SubscribeToShardInput{
		ConsumerARN: &consumer, ShardId: aws.String(shardId(2)), StartingPosition: &latest,
	})
	refused[*types.ResourceInUseException]("ResourceInUseException", "", err)
	time.Sleep(5200 * time.Millisecond)
	second := subscribe(consumer, 2, latest)
	var empty int
	for event := range first.Events() {
		expect(len(event.(*types.SubscribeToShardEventStreamMemberSubscribeToShardEvent).Value.Records), 0, "records")
		empty++
	}
	var inUse *types.ResourceInUseException
	holds(errors.As(first.Err(), &inUse), "the earlier subscription ended with %v", first.Err())
	holds(empty >= 2, "%d events in five seconds", empty)
	ok("subscribe again: refused at once, taking over after five seconds")
	return second
}

// refused says that the call fails with an error of type E.
func refused[E smithy.APIError](code, message string, err error) {

	var typed E
	holds(errors.As(err, &typed), "%v instead of %s", err, code)
	expect(typed.ErrorCode(), code, "code")
	holds(strings.HasPrefix(typed.ErrorMessage(), message), "message: %s", typed.ErrorMessage())
	var response *awshttp.ResponseError
	holds(errors.As(err, &response), "no response in %v", err)
	expect(response.HTTPStatusCode(), 400, "status")
	expect(len(response.RequestID), 36, "length of the request id")
}

func refusals() {
	_, err := client.DescribeStream(ctx, &kinesis.DescribeStreamInput{StreamName: aws.String("nobody")})
	refused[*types.ResourceNotFoundException]("ResourceNotFoundException", "Stream nobody under account 000000000000 not found.", err)
	ok("ResourceNotFoundException")
	_, err = client.CreateStream(ctx, &kinesis.CreateStreamInput{StreamName: &stream, ShardCount: aws.Int32(1)})
	refused[*types.ResourceInUseException]("ResourceInUseException", "Stream "+stream+" under account 000000000000 already exists.", err)
	ok("ResourceInUseException")
	_, err = client.GetRecords(ctx, &kinesis.GetRecordsInput{ShardIterator: aws.String("AAAA")})
	refused[*types.InvalidArgumentException]("InvalidArgumentException", "Invalid ShardIterator.", err)
	ok("InvalidArgumentException")
	impatient := newClient("test", "test", 1)
	_, err = impatient.CreateStream(ctx, &kinesis.CreateStreamInput{StreamName: aws.String("huge"), ShardCount: aws.Int32(100_000)})
	refused[*types.LimitExceededException]("LimitExceededException", "This request would exceed the shard limit for the account", err)
	ok("LimitExceededException")
	_, err = client.CreateStream(ctx, &kinesis.CreateStreamInput{StreamName: aws.String("no spaces"), ShardCount: aws.Int32(1)})
	refused[*types.ValidationException]("ValidationException", "1 validation error detected: Value 'no spaces' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+", err)
	ok("ValidationException")

	latest := iterator(kinesis.GetShardIteratorInput{ShardId: aws.String(shardId(1)), ShardIteratorType: types.ShardIteratorTypeLatest})
	err = nil
	for range 20 {
		if _, err = impatient.GetRecords(ctx, &kinesis.GetRecordsInput{ShardIterator: latest}); err != nil {
			break
		}
	}
	refused[*types.ProvisionedThroughputExceededException]("ProvisionedThroughputExceededException", "Rate exceeded for Shard - 000000000000/"+stream+"/"+shardId(1), err)
	must(client.GetRecords(ctx, &kinesis.GetRecordsInput{ShardIterator: latest}))
	ok("ProvisionedThroughputExceededException, and the retries that wait for it")

	_, err = newClient("nobody", "test", 1).ListStreams(ctx, &kinesis.ListStreamsInput{})
	refused[smithy.APIError]("UnrecognizedClientException", "The security token included in the request is invalid", err)
	ok("UnrecognizedClientException")
	_, err = newClient("test", "wrong", 1).ListStreams(ctx, &kinesis.ListStreamsInput{})
	refused[smithy.APIError]("InvalidSignatureException", "The request signature we calculated does not match the signature you provided.", err)
	ok("InvalidSignatureException")
}

func readsFixture() {
	records, _ := read(0, types.ShardIteratorTypeTrimHorizon, kinesis.GetShardIteratorInput{StreamName: &fixture})
	for _, one := range records {
		data := hex.EncodeToString(one.Data)
		if data == "" {
			data = "-"
		}
		fmt.Printf("fact %s %d %x %s\n", *one.SequenceNumber, one.ApproximateArrivalTimestamp.UnixMilli(), *one.PartitionKey, data)
	}
	ok("the same records as every other client")
}

func deletes(arn, consumer string, subscription *kinesis.SubscribeToShardEventStream) {
	_, err := client.DeleteStream(ctx, &kinesis.DeleteStreamInput{StreamName: &stream})
	refused[*types.ResourceInUseException]("ResourceInUseException", "", err)
	must(client.DeregisterStreamConsumer(ctx, &kinesis.DeregisterStreamConsumerInput{ConsumerARN: &consumer}))
	for range subscription.Events() {
	}
	var notFound *types.ResourceNotFoundException
	holds(errors.As(subscription.Err(), &notFound), "the subscription ended with %v", subscription.Err())
	ok("deregister: the subscription ends with ResourceNotFoundException")
	must(client.DeleteStream(ctx, &kinesis.DeleteStreamInput{StreamARN: &arn, EnforceConsumerDeletion: aws.Bool(true)}))
	waiter := kinesis.NewStreamNotExistsWaiter(client, func(o *kinesis.StreamNotExistsWaiterOptions) {
		o.MinDelay, o.MaxDelay = 200*time.Millisecond, time.Second
	})
	if err := waiter.Wait(ctx, &kinesis.DescribeStreamInput{StreamName: &stream}, 20*time.Second); err != nil {
		panic(err)
	}
	ok("deleted; the waiter sees it gone")
}
