// CloudWatch Logs as the AWS SDK for Go v2 sees it.
package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs/types"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

type logGroup struct {
	client *cloudwatchlogs.Client
	name   string
	arn    string
}

func checkLogs() {
	client := cloudwatchlogs.New(cloudwatchlogs.Options{
		BaseEndpoint: aws.String(os.Getenv("PADDOCK_URL")),
		Region:       "us-east-1",
		Credentials:  credentials.NewStaticCredentialsProvider("test", "test", ""),
		Retryer:      retry.NewStandard(func(o *retry.StandardOptions) { o.MaxAttempts = 1 }),
	})
	name := "/checks/" + stream
	g := &logGroup{client, name, "arn:aws:logs:us-east-1:000000000000:log-group:" + name}
	now := time.Now()
	g.describesItself()
	g.puts(now)
	g.filters()
	g.pages()
	g.queries(now)
	g.tails()
	g.subscribes()
	g.errors()
	must(client.DeleteLogStream(ctx, &cloudwatchlogs.DeleteLogStreamInput{LogGroupName: &name, LogStreamName: aws.String("a")}))
	must(client.DeleteLogGroup(ctx, &cloudwatchlogs.DeleteLogGroupInput{LogGroupName: &name}))
	expect(len(must(client.DescribeLogGroups(ctx, &cloudwatchlogs.DescribeLogGroupsInput{LogGroupNamePrefix: &name})).LogGroups), 0, "groups")
	ok("deleted")
}

func (g *logGroup) put(to string, at time.Time, messages ...string) *cloudwatchlogs.PutLogEventsOutput {
	var events []types.InputLogEvent
	for index, message := range messages {
		events = append(events, types.InputLogEvent{Timestamp: aws.Int64(at.UnixMilli() + int64(index)), Message: &message})
	}
	return must(g.client.PutLogEvents(ctx, &cloudwatchlogs.PutLogEventsInput{LogGroupName: &g.name, LogStreamName: &to, LogEvents: events}))
}

func (g *logGroup) describesItself() {
	tags := map[string]string{"team": "ünï + corns"}
	must(g.client.CreateLogGroup(ctx, &cloudwatchlogs.CreateLogGroupInput{LogGroupName: &g.name, Tags: tags}))
	must(g.client.PutRetentionPolicy(ctx, &cloudwatchlogs.PutRetentionPolicyInput{LogGroupName: &g.name, RetentionInDays: aws.Int32(7)}))
	for _, name := range []string{"a", "b", "c"} {
		must(g.client.CreateLogStream(ctx, &cloudwatchlogs.CreateLogStreamInput{LogGroupName: &g.name, LogStreamName: &name}))
	}
	is := must(g.client.DescribeLogGroups(ctx, &cloudwatchlogs.DescribeLogGroupsInput{LogGroupNamePrefix: &g.name})).LogGroups[0]
	expect([]any{*is.Arn, *is.LogGroupArn, *is.RetentionInDays, is.LogGroupClass}, []any{g.arn + ":*", g.arn, int32(7), types.LogGroupClassStandard}, "group")
	holds(time.Since(time.UnixMilli(*is.CreationTime)).Abs() < time.Minute, "created %v", *is.CreationTime)
	expect(must(g.client.ListTagsForResource(ctx, &cloudwatchlogs.ListTagsForResourceInput{ResourceArn: &g.arn})).Tags, tags, "tags")
	ok("groups and streams describe themselves")
}

func (g *logGroup) puts(now time.Time) {
	var lines []string
	for index := range 5 {
		lines = append(lines, fmt.Sprintf("line %d ключ 🦄", index))
	}
	g.put("a", now.Add(-3*time.Second), lines...)
	rejected := g.put("b", now.AddDate(0, 0, -15), "old").RejectedLogEventsInfo
	expect([]any{*rejected.TooOldLogEventEndIndex, *rejected.ExpiredLogEventEndIndex}, []any{int32(1), int32(1)}, "rejected")
	g.put("c", now, `{"level":"info","ms":0}`, `{"level":"error","ms":10}`, `{"level":"error","ms":20}`)
	get := func(token *string, limit *int32) *cloudwatchlogs.GetLogEventsOutput {
		return must(g.client.GetLogEvents(ctx, &cloudwatchlogs.GetLogEventsInput{
			LogGroupName: &g.name, LogStreamName: aws.String("a"), StartFromHead: aws.Bool(true), NextToken: token, Limit: limit,
		}))
	}
	messages := func(page *cloudwatchlogs.GetLogEventsOutput) (all []string) {
		for _, event := range page.Events {
			all = append(all, *event.Message)
		}
		return all
	}
	first := get(nil, aws.Int32(2))
	expect(messages(first), lines[:2], "the first page")
	rest := get(first.NextForwardToken, nil)
	expect(messages(rest), lines[2:], "the rest")
	end := get(rest.NextForwardToken, nil)
	expect([]any{len(end.Events), *end.NextForwardToken}, []any{0, *rest.NextForwardToken}, "the end")
	expect(messages(get(rest.NextBackwardToken, nil)), lines[:2], "backwards")
	ok("put events, read them forwards and backwards")
}

func (g *logGroup) filters() {
	found := func(pattern string, limit int32) (all []string) {
		pages := cloudwatchlogs.NewFilterLogEventsPaginator(g.client, &cloudwatchlogs.FilterLogEventsInput{
			LogGroupName: &g.name, FilterPattern: &pattern, Limit: &limit,
		})
		for pages.HasMorePages() {
			for _, event := range must(pages.NextPage(ctx)).Events {
				all = append(all, *event.Message)
			}
		}
		return all
	}
	expect(len(found("", 2)), 8, "events")
	expect(found(`"line 3"`, 100), []string{"line 3 ключ 🦄"}, "by words")
	expect(found(`{ $.level = "error" && $.ms > 10 }`, 100), []string{`{"level":"error","ms":20}`}, "by properties")
	matches := must(g.client.TestMetricFilter(ctx, &cloudwatchlogs.TestMetricFilterInput{
		FilterPattern: aws.String("[word=line, number, ...]"), LogEventMessages: []string{"line 1 x", "other"},
	})).Matches
	expect([]any{len(matches), matches[0].ExtractedValues["$number"]}, []any{1, "1"}, "matches")
	ok("filter by patterns")
}

func (g *logGroup) pages() {
	second := aws.String(g.name + "-2")
	must(g.client.CreateLogGroup(ctx, &cloudwatchlogs.CreateLogGroupInput{LogGroupName: second}))
	var groups, streams []string
	ofGroups := cloudwatchlogs.NewDescribeLogGroupsPaginator(g.client, &cloudwatchlogs.DescribeLogGroupsInput{LogGroupNamePrefix: &g.name, Limit: aws.Int32(1)})
	for ofGroups.HasMorePages() {
		for _, one := range must(ofGroups.NextPage(ctx)).LogGroups {
			groups = append(groups, *one.LogGroupName)
		}
	}
	expect(groups, []string{g.name, *second}, "groups")
	ofStreams := cloudwatchlogs.NewDescribeLogStreamsPaginator(g.client, &cloudwatchlogs.DescribeLogStreamsInput{LogGroupName: &g.name, Limit: aws.Int32(1)})
	for ofStreams.HasMorePages() {
		for _, one := range must(ofStreams.NextPage(ctx)).LogStreams {
			streams = append(streams, *one.LogStreamName)
		}
	}
	expect(streams, []string{"a", "b", "c"}, "streams")
	must(g.client.DeleteLogGroup(ctx, &cloudwatchlogs.DeleteLogGroupInput{LogGroupName: second}))
	ok("pages of groups and streams")
}

func (g *logGroup) query(now time.Time, text string) (*cloudwatchlogs.StartQueryOutput, error) {
	return g.client.StartQuery(ctx, &cloudwatchlogs.StartQueryInput{
		LogGroupName: &g.name, StartTime: aws.Int64(now.Unix() - 60), EndTime: aws.Int64(now.Unix() + 60), QueryString: &text,
	})
}

func (g *logGroup) queries(now time.Time) {
	id := must(g.query(now, `filter level = "error" | stats count(*) as n, max(ms) as most by level`)).QueryId
	for range 200 {
		answer := must(g.client.GetQueryResults(ctx, &cloudwatchlogs.GetQueryResultsInput{QueryId: id}))
		if answer.Status != types.QueryStatusComplete {
			time.Sleep(50 * time.Millisecond)
			continue
		}
		row := map[string]string{}
		for _, cell := range answer.Results[0] {
			row[*cell.Field] = *cell.Value
		}
		expect(row, map[string]string{"level": "error", "n": "2", "most": "20"}, "row")
		expect(answer.Statistics.RecordsMatched, 2.0, "matched")
		ok("a query")
		return
	}
	panic("the query does not end")
}

// Live tails are asked at a host of their own, `stream-`, unless a client is told to leave it.
func here(o *cloudwatchlogs.Options) {
	o.APIOptions = append(o.APIOptions, func(stack *middleware.Stack) error {
		return stack.Initialize.Add(middleware.InitializeMiddlewareFunc("here", func(
			ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler,
		) (middleware.InitializeOutput, middleware.Metadata, error) {
			return next.HandleInitialize(smithyhttp.DisableEndpointHostPrefix(ctx, true), in)
		}), middleware.After)
	})
}

func (g *logGroup) tails() {
	tail := must(g.client.StartLiveTail(ctx, &cloudwatchlogs.StartLiveTailInput{
		LogGroupIdentifiers: []string{g.arn}, LogEventFilterPattern: aws.String("tailed"),
	}, here)).GetStream()
	defer tail.Close()
	for event := range tail.Events() {
		switch event := event.(type) {
		case *types.StartLiveTailResponseStreamMemberSessionStart:
			expect(event.Value.LogGroupIdentifiers, []string{g.arn}, "groups of the session")
			g.put("b", time.Now(), "tailed 🦄")
		case *types.StartLiveTailResponseStreamMemberSessionUpdate:
			if results := event.Value.SessionResults; len(results) > 0 {
				expect([]string{*results[0].Message, *results[0].LogStreamName}, []string{"tailed 🦄", "b"}, "what is tailed")
				ok("a live tail")
				return
			}
		}
	}
	panic(fmt.Sprint("the tail ended: ", tail.Err()))
}

func (g *logGroup) subscribes() {
	must(client.CreateStream(ctx, &kinesis.CreateStreamInput{StreamName: &stream, ShardCount: aws.Int32(1)}))
	waitUntilActive()
	must(g.client.PutSubscriptionFilter(ctx, &cloudwatchlogs.PutSubscriptionFilterInput{
		LogGroupName: &g.name, FilterName: aws.String("all"), FilterPattern: aws.String(""), RoleArn: &roleOfFunctions,
		DestinationArn: aws.String("arn:aws:kinesis:us-east-1:000000000000:stream/" + stream),
	}))
	g.put("b", time.Now(), "subscribed 🦄")
	next := iterator(kinesis.GetShardIteratorInput{ShardId: aws.String(shardId(0)), ShardIteratorType: "TRIM_HORIZON"})
	for range 40 {
		page := must(client.GetRecords(ctx, &kinesis.GetRecordsInput{ShardIterator: next}))
		next = page.NextShardIterator
		for _, record := range page.Records {
			var told struct {
				MessageType, LogGroup, LogStream string
				SubscriptionFilters              []string
				LogEvents                        []struct{ Message string }
			}
			done(json.NewDecoder(must(gzip.NewReader(bytes.NewReader(record.Data)))).Decode(&told))
			if told.MessageType != "DATA_MESSAGE" {
				continue
			}
			expect([]string{told.LogGroup, told.LogStream, told.LogEvents[0].Message}, []string{g.name, "b", "subscribed 🦄"}, "what is delivered")
			expect(told.SubscriptionFilters, []string{"all"}, "filters")
			must(g.client.DeleteSubscriptionFilter(ctx, &cloudwatchlogs.DeleteSubscriptionFilterInput{LogGroupName: &g.name, FilterName: aws.String("all")}))
			must(client.DeleteStream(ctx, &kinesis.DeleteStreamInput{StreamName: &stream}))
			ok("a subscription to a stream")
			return
		}
		time.Sleep(250 * time.Millisecond)
	}
	panic("nothing is delivered")
}

func (g *logGroup) errors() {
	_, err := g.client.GetLogEvents(ctx, &cloudwatchlogs.GetLogEventsInput{LogGroupName: aws.String("nobody"), LogStreamName: aws.String("a")})
	denied[*types.ResourceNotFoundException](err, 400, "ResourceNotFoundException", "The specified log group does not exist.")
	ok("ResourceNotFoundException")
	_, err = g.client.CreateLogGroup(ctx, &cloudwatchlogs.CreateLogGroupInput{LogGroupName: &g.name})
	denied[*types.ResourceAlreadyExistsException](err, 400, "ResourceAlreadyExistsException", "The specified log group already exists")
	ok("ResourceAlreadyExistsException")
	_, err = g.client.CreateLogGroup(ctx, &cloudwatchlogs.CreateLogGroupInput{LogGroupName: aws.String("no spaces")})
	denied[*types.InvalidParameterException](err, 400, "InvalidParameterException",
		`1 validation error detected: Value 'no spaces' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+`)
	ok("InvalidParameterException")
	_, err = g.query(time.Now(), "fields @message | nonsense")
	var malformed *types.MalformedQueryException
	holds(errors.As(err, &malformed), "%v", err)
	holds(strings.HasPrefix(malformed.ErrorMessage(), "unexpected symbol found nonsense at line 1 and position 18 ("), "message %s", malformed.ErrorMessage())
	where := malformed.QueryCompileError.Location
	expect([]int32{*where.StartCharOffset, *where.EndCharOffset}, []int32{18, 26}, "where it is wrong")
	ok("MalformedQueryException, with where it is wrong")
}
