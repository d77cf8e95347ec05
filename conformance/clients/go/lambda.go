// Lambda as the AWS SDK for Go v2 sees it.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	dynamotypes "github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"
)

type functions struct {
	client *lambda.Client
	dynamo *dynamodb.Client
	name   *string
	arn    string
}

var (
	roleOfFunctions = "arn:aws:iam::000000000000:role/" + fixture
	greeting        = "ünï 🦄"
)

func newLambda(key, secret string) *lambda.Client {
	return lambda.New(lambda.Options{
		BaseEndpoint: aws.String(os.Getenv("PADDOCK_URL")),
		Region:       "us-east-1",
		Credentials:  credentials.NewStaticCredentialsProvider(key, secret, ""),
		Retryer:      retry.NewStandard(func(o *retry.StandardOptions) { o.MaxAttempts = 1 }),
	})
}

func checkLambda() {
	f := &functions{newLambda("test", "test"), newDynamoDB(func(*dynamodb.Options) {}), &stream, ""}
	f.arn = "arn:aws:lambda:us-east-1:000000000000:function:" + stream
	f.becomesActive()
	f.invokes()
	f.streamsAnswers()
	f.publishes()
	layer := f.layers()
	f.url()
	f.settings()
	f.pages()
	f.streams()
	f.ownLanguage()
	f.refusals()
	f.deletes(layer)
}

func zipped(name string) []byte {
	return must(os.ReadFile(filepath.Join(os.Getenv("PADDOCK_FUNCTIONS"), name+".zip")))
}

// A wait of ten seconds at most, at short intervals.
const patience = 10 * time.Second

func done(err error) {
	if err != nil {
		panic(err)
	}
}

func (f *functions) creation(name, zip string, runtime types.Runtime, handler string) *lambda.CreateFunctionInput {
	return &lambda.CreateFunctionInput{
		FunctionName: &name, Role: &roleOfFunctions, Runtime: runtime, Handler: &handler, Timeout: aws.Int32(30),
		Code:        &types.FunctionCode{ZipFile: zipped(zip)},
		Environment: variables(greeting),
	}
}

func variables(greeting string) *types.Environment {
	return &types.Environment{Variables: map[string]string{"TABLE_NAME": "written", "GREETING": greeting}}
}

func (f *functions) create(name, zip string, runtime types.Runtime, handler string) *lambda.CreateFunctionOutput {
	made := must(f.client.CreateFunction(ctx, f.creation(name, zip, runtime, handler)))
	done(lambda.NewFunctionActiveV2Waiter(f.client, func(o *lambda.FunctionActiveV2WaiterOptions) {
		o.MinDelay, o.MaxDelay = 50*time.Millisecond, time.Second
	}).Wait(ctx, &lambda.GetFunctionInput{FunctionName: &name}, patience))
	return made
}

func (f *functions) update(input *lambda.UpdateFunctionConfigurationInput) {
	input.FunctionName = f.name
	must(f.client.UpdateFunctionConfiguration(ctx, input))
	done(lambda.NewFunctionUpdatedV2Waiter(f.client, func(o *lambda.FunctionUpdatedV2WaiterOptions) {
		o.MinDelay, o.MaxDelay = 50*time.Millisecond, time.Second
	}).Wait(ctx, &lambda.GetFunctionInput{FunctionName: f.name}, patience))
}

// What the function that every client creates says.
type said struct {
	Event           map[string]any
	FunctionVersion string
	Greeting        string
	Layer           string
	Custom          map[string]string
	ErrorType       string
	ErrorMessage    string
}

func (f *functions) invoke(event string, input lambda.InvokeInput) (answer *lambda.InvokeOutput, told said) {
	input.FunctionName, input.Payload = f.name, []byte(event)
	answer = must(f.client.Invoke(ctx, &input))
	if len(answer.Payload) > 0 {
		done(json.Unmarshal(answer.Payload, &told))
	}
	return answer, told
}

// Waits until a function has written the text.
func (f *functions) wrote(text, by string) {
	for range 200 {
		got := must(f.dynamo.GetItem(ctx, &dynamodb.GetItemInput{
			TableName: aws.String("written"), Key: item{"pk": &dynamotypes.AttributeValueMemberS{Value: text}},
		})).Item
		if got != nil {
			who := got["by"].(*dynamotypes.AttributeValueMemberS).Value
			holds(strings.HasPrefix(who, by), "written by %s", who)
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	panic("nobody wrote " + text)
}

func decoded(base64Text *string) string {
	return string(must(base64.StdEncoding.DecodeString(*base64Text)))
}

func (f *functions) becomesActive() {
	made := f.create(stream, "node", types.RuntimeNodejs22x, "index.handler")
	expect(made.State, types.StatePending, "state")
	expect(made.StateReasonCode, types.StateReasonCodeCreating, "reason")
	f.update(&lambda.UpdateFunctionConfigurationInput{Timeout: aws.Int32(20), MemorySize: aws.Int32(256)})
	ok("the waiters see the function Active, and updated")
	got := must(f.client.GetFunction(ctx, &lambda.GetFunctionInput{FunctionName: f.name}))
	code, is := zipped("node"), got.Configuration
	hash := sha256.Sum256(code)
	expect(*is.FunctionArn, f.arn, "ARN")
	expect(*is.CodeSha256, base64.StdEncoding.EncodeToString(hash[:]), "hash")
	expect([]any{is.CodeSize, *is.Version, is.Runtime}, []any{int64(len(code)), "$LATEST", types.RuntimeNodejs22x}, "code")
	expect([]any{is.State, is.LastUpdateStatus}, []any{types.StateActive, types.LastUpdateStatusSuccessful}, "states")
	expect([]any{*is.Timeout, *is.MemorySize, *is.Role}, []any{int32(20), int32(256), roleOfFunctions}, "settings")
	expect(is.Environment.Variables, variables(greeting).Variables, "variables")
	response := must(http.Get(*got.Code.Location))
	defer response.Body.Close()
	holds(bytes.Equal(must(io.ReadAll(response.Body)), code), "other code at its location")
	ok("the function describes itself")
}

func (f *functions) invokes() {
	about := base64.StdEncoding.EncodeToString([]byte(`{"custom": {"from": "go"}}`))
	answer, told := f.invoke(`{"text": "ключ 🦄"}`, lambda.InvokeInput{LogType: types.LogTypeTail, ClientContext: &about})
	holds(answer.StatusCode == 200 && *answer.ExecutedVersion == "$LATEST" && answer.FunctionError == nil, "answer %v", answer)
	expect(told.Event, map[string]any{"text": "ключ 🦄"}, "event")
	expect([]string{told.Greeting, told.Layer, told.Custom["from"]}, []string{greeting, "no layer", "go"}, "what it says")
	log := decoded(answer.LogResult)
	holds(strings.HasPrefix(log, "START RequestId: ") && strings.Contains(log, "was told") && strings.Contains(log, "Billed Duration"), "log %s", log)
	ok("invoke: its answer, its version, the tail of its log")
	answer, told = f.invoke(`{"throw": "no way"}`, lambda.InvokeInput{})
	expect(*answer.FunctionError, "Unhandled", "FunctionError")
	expect([]string{told.ErrorType, told.ErrorMessage}, []string{"RangeError", "no way"}, "what it threw")
	ok("invoke: what it throws")
	answer, _ = f.invoke(`{"write": "`+stream+` later"}`, lambda.InvokeInput{InvocationType: types.InvocationTypeEvent})
	expect(answer.StatusCode, int32(202), "status")
	f.wrote(stream+" later", "$LATEST")
	answer, _ = f.invoke(`{"write": "dry"}`, lambda.InvokeInput{InvocationType: types.InvocationTypeDryRun})
	expect(answer.StatusCode, int32(204), "status")
	ok("invoke later; a dry run")
}

func (f *functions) streamsAnswers() {
	name := stream + "-stream"
	f.create(name, "node", types.RuntimeNodejs22x, "index.stream")
	read := func(event string) (text string, end *types.InvokeWithResponseStreamCompleteEvent) {
		answer := must(f.client.InvokeWithResponseStream(ctx, &lambda.InvokeWithResponseStreamInput{
			FunctionName: &name, Payload: []byte(event), LogType: types.LogTypeTail,
		}))
		expect(*answer.ExecutedVersion, "$LATEST", "version")
		events := answer.GetStream()
		defer events.Close()
		for one := range events.Events() {
			switch one := one.(type) {
			case *types.InvokeWithResponseStreamResponseEventMemberPayloadChunk:
				text += string(one.Value.Payload)
			case *types.InvokeWithResponseStreamResponseEventMemberInvokeComplete:
				end = &one.Value
			}
		}
		done(events.Err())
		return text, end
	}
	text, end := read("{}")
	expect(text, "one ключ 🦄", "what it streams")
	holds(end.ErrorCode == nil && strings.Contains(decoded(end.LogResult), "REPORT"), "the end %v", end)
	_, end = read(`{"throw": "no way"}`)
	expect(*end.ErrorCode, "RangeError", "code")
	holds(strings.Contains(*end.ErrorDetails, `"errorMessage":"no way"`), "details %s", *end.ErrorDetails)
	must(f.client.DeleteFunction(ctx, &lambda.DeleteFunctionInput{FunctionName: &name}))
	ok("invoke with a response stream")
}

func (f *functions) publish() string {
	version := must(f.client.PublishVersion(ctx, &lambda.PublishVersionInput{FunctionName: f.name})).Version
	done(lambda.NewPublishedVersionActiveWaiter(f.client, func(o *lambda.PublishedVersionActiveWaiterOptions) {
		o.MinDelay, o.MaxDelay = 50*time.Millisecond, time.Second
	}).Wait(ctx, &lambda.GetFunctionConfigurationInput{FunctionName: f.name, Qualifier: version}, patience))
	return *version
}

func (f *functions) publishes() {
	expect(f.publish(), "1", "version")
	f.update(&lambda.UpdateFunctionConfigurationInput{Environment: variables("two")})
	expect(f.publish(), "2", "version")
	live := aws.String("live")
	alias := must(f.client.CreateAlias(ctx, &lambda.CreateAliasInput{FunctionName: f.name, Name: live, FunctionVersion: aws.String("1")}))
	expect(*alias.AliasArn, f.arn+":live", "ARN")
	answer, told := f.invoke("{}", lambda.InvokeInput{Qualifier: live})
	expect([]string{*answer.ExecutedVersion, told.Greeting}, []string{"1", greeting}, "the alias")
	route := &types.AliasRoutingConfiguration{AdditionalVersionWeights: map[string]float64{"2": 1}}
	must(f.client.UpdateAlias(ctx, &lambda.UpdateAliasInput{FunctionName: f.name, Name: live, RoutingConfig: route}))
	answer, told = f.invoke("{}", lambda.InvokeInput{Qualifier: live})
	expect([]string{*answer.ExecutedVersion, told.Greeting}, []string{"2", "two"}, "its route")
	expect(must(f.client.GetAlias(ctx, &lambda.GetAliasInput{FunctionName: f.name, Name: live})).RoutingConfig, route, "route")
	ok("versions and aliases")
}

func (f *functions) layers() *string {
	name := stream + "-layer"
	made := must(f.client.PublishLayerVersion(ctx, &lambda.PublishLayerVersionInput{
		LayerName: &name, Content: &types.LayerVersionContentInput{ZipFile: zipped("layer")}, CompatibleRuntimes: []types.Runtime{types.RuntimeNodejs22x},
	}))
	expect(made.Version, int64(1), "version")
	f.update(&lambda.UpdateFunctionConfigurationInput{Layers: []string{*made.LayerVersionArn}})
	_, told := f.invoke("{}", lambda.InvokeInput{})
	expect(told.Layer, "hello from the layer", "what the layer says")
	ok("a layer")
	return &name
}

func (f *functions) permit(id, action string, more lambda.AddPermissionInput) {
	more.FunctionName, more.StatementId, more.Action, more.Principal = f.name, &id, &action, aws.String("*")
	must(f.client.AddPermission(ctx, &more))
}

func (f *functions) url() {
	f.permit("url", "lambda:InvokeFunctionUrl", lambda.AddPermissionInput{FunctionUrlAuthType: types.FunctionUrlAuthTypeNone})
	f.permit("function", "lambda:InvokeFunction", lambda.AddPermissionInput{InvokedViaFunctionUrl: aws.Bool(true)})
	cors := &types.Cors{AllowOrigins: []string{"https://example.com"}, MaxAge: aws.Int32(60)}
	made := must(f.client.CreateFunctionUrlConfig(ctx, &lambda.CreateFunctionUrlConfigInput{
		FunctionName: f.name, AuthType: types.FunctionUrlAuthTypeNone, Cors: cors,
	}))
	got := must(f.client.GetFunctionUrlConfig(ctx, &lambda.GetFunctionUrlConfigInput{FunctionName: f.name}))
	expect(*got.FunctionUrl, *made.FunctionUrl, "URL")
	expect([]any{got.Cors.AllowOrigins, *got.Cors.MaxAge}, []any{cors.AllowOrigins, int32(60)}, "CORS")
	request := must(http.NewRequest("POST", os.Getenv("PADDOCK_URL")+"/some/path?q=1", strings.NewReader(`{"a": 1}`)))
	request.Header.Set("Content-Type", "application/json")
	request.Host = must(url.Parse(*made.FunctionUrl)).Host
	response := must(http.DefaultClient.Do(request))
	defer response.Body.Close()
	var told said
	done(json.NewDecoder(response.Body).Decode(&told))
	event := []any{told.Event["rawPath"], told.Event["rawQueryString"], told.Event["body"]}
	expect(event, []any{"/some/path", "q=1", `{"a": 1}`}, "what the function was told")
	must(f.client.DeleteFunctionUrlConfig(ctx, &lambda.DeleteFunctionUrlConfigInput{FunctionName: f.name}))
	ok("a function URL")
}

func (f *functions) settings() {
	team := map[string]string{"team": "ünï + corns"}
	must(f.client.TagResource(ctx, &lambda.TagResourceInput{Resource: &f.arn, Tags: team}))
	expect(must(f.client.ListTags(ctx, &lambda.ListTagsInput{Resource: &f.arn})).Tags, team, "tags")
	f.reserve(5)
	got := must(f.client.GetFunction(ctx, &lambda.GetFunctionInput{FunctionName: f.name}))
	expect(*got.Concurrency.ReservedConcurrentExecutions, int32(5), "concurrency")
	must(f.client.DeleteFunctionConcurrency(ctx, &lambda.DeleteFunctionConcurrencyInput{FunctionName: f.name}))
	var policy struct{ Statement []struct{ Sid string } }
	done(json.Unmarshal([]byte(*must(f.client.GetPolicy(ctx, &lambda.GetPolicyInput{FunctionName: f.name})).Policy), &policy))
	expect(fmt.Sprint(policy.Statement), "[{url} {function}]", "statements")
	must(f.client.RemovePermission(ctx, &lambda.RemovePermissionInput{FunctionName: f.name, StatementId: aws.String("url")}))
	must(f.client.PutFunctionEventInvokeConfig(ctx, &lambda.PutFunctionEventInvokeConfigInput{FunctionName: f.name, MaximumRetryAttempts: aws.Int32(1)}))
	later := must(f.client.GetFunctionEventInvokeConfig(ctx, &lambda.GetFunctionEventInvokeConfigInput{FunctionName: f.name}))
	expect(*later.MaximumRetryAttempts, int32(1), "retries")
	holds(time.Since(*later.LastModified).Abs() < time.Minute, "modified %v", later.LastModified)
	ok("tags, concurrency, permissions, retries")
}

func (f *functions) reserve(count int32) {
	must(f.client.PutFunctionConcurrency(ctx, &lambda.PutFunctionConcurrencyInput{FunctionName: f.name, ReservedConcurrentExecutions: &count}))
}

func (f *functions) pages() {
	must(f.client.CreateAlias(ctx, &lambda.CreateAliasInput{FunctionName: f.name, Name: aws.String("second"), FunctionVersion: aws.String("2")}))
	one := aws.Int32(1)
	var names, versions, aliases, layers []string
	pages := lambda.NewListFunctionsPaginator(f.client, &lambda.ListFunctionsInput{MaxItems: one})
	for pages.HasMorePages() {
		for _, is := range must(pages.NextPage(ctx)).Functions {
			names = append(names, *is.FunctionName)
		}
	}
	holds(slices.Contains(names, stream), "functions %v", names)
	ofVersions := lambda.NewListVersionsByFunctionPaginator(f.client, &lambda.ListVersionsByFunctionInput{FunctionName: f.name, MaxItems: one})
	for ofVersions.HasMorePages() {
		for _, is := range must(ofVersions.NextPage(ctx)).Versions {
			versions = append(versions, *is.Version)
		}
	}
	expect(versions, []string{"$LATEST", "1", "2"}, "versions")
	ofAliases := lambda.NewListAliasesPaginator(f.client, &lambda.ListAliasesInput{FunctionName: f.name, MaxItems: one})
	for ofAliases.HasMorePages() {
		for _, is := range must(ofAliases.NextPage(ctx)).Aliases {
			aliases = append(aliases, *is.Name)
		}
	}
	expect(aliases, []string{"live", "second"}, "aliases")
	ofLayers := lambda.NewListLayersPaginator(f.client, &lambda.ListLayersInput{MaxItems: one})
	for ofLayers.HasMorePages() {
		for _, is := range must(ofLayers.NextPage(ctx)).Layers {
			layers = append(layers, *is.LayerName)
		}
	}
	holds(slices.Contains(layers, stream+"-layer"), "layers %v", layers)
	ok("pages of functions, versions, aliases and layers")
}

func (f *functions) mapped(arn *string, text, by string) {
	made := must(f.client.CreateEventSourceMapping(ctx, &lambda.CreateEventSourceMappingInput{
		FunctionName: f.name, EventSourceArn: arn, StartingPosition: types.EventSourcePositionTrimHorizon, BatchSize: aws.Int32(10),
		MaximumRetryAttempts: aws.Int32(2), BisectBatchOnFunctionError: aws.Bool(true),
	}))
	expect([]any{*made.State, *made.FunctionArn, *made.MaximumRetryAttempts}, []any{"Creating", f.arn, int32(2)}, "mapping")
	f.wrote(text, by)
	got := must(f.client.GetEventSourceMapping(ctx, &lambda.GetEventSourceMappingInput{UUID: made.UUID}))
	expect([]any{*got.State, *got.BisectBatchOnFunctionError}, []any{"Enabled", true}, "mapping")
	listed := lambda.NewListEventSourceMappingsPaginator(f.client, &lambda.ListEventSourceMappingsInput{EventSourceArn: arn})
	expect(*must(listed.NextPage(ctx)).EventSourceMappings[0].UUID, *made.UUID, "mapping of the stream")
	deleted := must(f.client.DeleteEventSourceMapping(ctx, &lambda.DeleteEventSourceMappingInput{UUID: made.UUID}))
	expect(*deleted.State, "Deleting", "state")
}

func (f *functions) streams() {
	must(client.CreateStream(ctx, &kinesis.CreateStreamInput{StreamName: &stream, ShardCount: aws.Int32(1)}))
	waitUntilActive()
	must(client.PutRecord(ctx, &kinesis.PutRecordInput{StreamName: &stream, PartitionKey: aws.String("a"), Data: []byte(stream + " ключ 🦄")}))
	f.mapped(aws.String("arn:aws:kinesis:us-east-1:000000000000:stream/"+stream), stream+" ключ 🦄", "aws:kinesis")
	must(client.DeleteStream(ctx, &kinesis.DeleteStreamInput{StreamName: &stream}))
	ok("records of a stream reach it")
	table := must(f.dynamo.CreateTable(ctx, &dynamodb.CreateTableInput{
		TableName:            f.name,
		AttributeDefinitions: []dynamotypes.AttributeDefinition{{AttributeName: aws.String("pk"), AttributeType: dynamotypes.ScalarAttributeTypeS}},
		KeySchema:            []dynamotypes.KeySchemaElement{{AttributeName: aws.String("pk"), KeyType: dynamotypes.KeyTypeHash}},
		BillingMode:          dynamotypes.BillingModePayPerRequest,
		StreamSpecification:  &dynamotypes.StreamSpecification{StreamEnabled: aws.Bool(true), StreamViewType: dynamotypes.StreamViewTypeNewImage},
	})).TableDescription
	done(dynamodb.NewTableExistsWaiter(f.dynamo, func(o *dynamodb.TableExistsWaiterOptions) {
		o.MinDelay, o.MaxDelay = 50*time.Millisecond, time.Second
	}).Wait(ctx, &dynamodb.DescribeTableInput{TableName: f.name}, patience))
	must(f.dynamo.PutItem(ctx, &dynamodb.PutItemInput{TableName: f.name, Item: item{"pk": &text{Value: "a"}, "text": &text{Value: stream + " changed"}}}))
	f.mapped(table.LatestStreamArn, stream+" changed", "aws:dynamodb")
	must(f.dynamo.DeleteTable(ctx, &dynamodb.DeleteTableInput{TableName: f.name}))
	ok("changes of a table reach it")
}

func (f *functions) ownLanguage() {
	name := stream + "-own"
	f.create(name, "go", types.RuntimeProvidedal2023, "bootstrap")
	answer := must(f.client.Invoke(ctx, &lambda.InvokeInput{FunctionName: &name, Payload: []byte(`{"write": "` + name + `"}`)}))
	expect(string(answer.Payload), `{"wrote":"`+name+`"}`, "what it says")
	f.wrote(name, "go1.")
	must(f.client.DeleteFunction(ctx, &lambda.DeleteFunctionInput{FunctionName: &name}))
	ok("a function in the client's language, with its SDK inside")
}

func (f *functions) deletes(layer *string) {
	must(f.client.DeleteLayerVersion(ctx, &lambda.DeleteLayerVersionInput{LayerName: layer, VersionNumber: aws.Int64(1)}))
	must(f.client.DeleteAlias(ctx, &lambda.DeleteAliasInput{FunctionName: f.name, Name: aws.String("live")}))
	must(f.client.DeleteFunction(ctx, &lambda.DeleteFunctionInput{FunctionName: f.name}))
	_, err := f.client.GetFunction(ctx, &lambda.GetFunctionInput{FunctionName: f.name})
	denied[*types.ResourceNotFoundException](err, 404, "ResourceNotFoundException", "Function not found: "+f.arn)
	ok("deleted")
}
