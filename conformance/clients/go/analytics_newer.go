// The newer API of Kinesis Data Analytics, of 2018-05-23, as the AWS SDK for Go v2 sees it.
package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalytics"
	oldertypes "github.com/aws/aws-sdk-go-v2/service/kinesisanalytics/types"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
)

type newerApplication struct {
	*rides
	client *kinesisanalyticsv2.Client
	older  *application
	name   *string
	arn    *string
}

func checkNewerAnalytics(older *application) {
	name := stream + "-newer"
	n := &newerApplication{
		rides: older.rides, older: older, name: &name, arn: aws.String(applicationArn(name)),
		client: kinesisanalyticsv2.New(kinesisanalyticsv2.Options{
			BaseEndpoint: aws.String(os.Getenv("PADDOCK_URL")),
			Region:       "us-east-1",
			Credentials:  credentials.NewStaticCredentialsProvider("test", "test", ""),
			Retryer:      retry.NewStandard(func(o *retry.StandardOptions) { o.MaxAttempts = 1 }),
		}),
	}
	n.describesItself()
	n.addsAndRemoves()
	n.runs()
	names := n.pages()
	n.errors()
	n.refusesFlink()
	n.leavesToTheNewer(names[1])
	for _, one := range names {
		n.delete(one)
	}
	ok("the newer API: deleted")
}

func (n *newerApplication) describe(name string) (*types.ApplicationDetail, error) {
	answer, err := n.client.DescribeApplication(ctx, &kinesisanalyticsv2.DescribeApplicationInput{ApplicationName: &name})
	if err != nil {
		return nil, err
	}
	return answer.ApplicationDetail, nil
}

func (n *newerApplication) settled(name string, status types.ApplicationStatus) *types.ApplicationDetail {
	for range 200 {
		detail := must(n.describe(name))
		if detail.ApplicationStatus == status {
			return detail
		}
		time.Sleep(50 * time.Millisecond)
	}
	panic("never " + status)
}

func (n *newerApplication) ready() { n.settled(*n.name, types.ApplicationStatusReady) }

func (n *newerApplication) delete(name string) {
	made := n.settled(name, must(n.describe(name)).ApplicationStatus).CreateTimestamp
	must(n.client.DeleteApplication(ctx, &kinesisanalyticsv2.DeleteApplicationInput{ApplicationName: &name, CreateTimestamp: made}))
	for range 200 {
		_, err := n.describe(name)
		var none *types.ResourceNotFoundException
		if errors.As(err, &none) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	panic(name + " stays")
}

func (n *newerApplication) create(name, role string, runtime types.RuntimeEnvironment) (*kinesisanalyticsv2.CreateApplicationOutput, error) {
	return n.client.CreateApplication(ctx, &kinesisanalyticsv2.CreateApplicationInput{
		ApplicationName: &name, RuntimeEnvironment: runtime, ServiceExecutionRole: &role,
		CloudWatchLoggingOptions: []types.CloudWatchLoggingOption{{LogStreamARN: aws.String(logStream)}},
		Tags:                     []types.Tag{{Key: aws.String("team"), Value: aws.String("ünï")}},
	})
}

func (n *newerApplication) describesItself() {
	detail := must(n.create(*n.name, *role, types.RuntimeEnvironmentSql10)).ApplicationDetail
	madeAt(detail.CreateTimestamp)
	expect([]any{*detail.ApplicationARN, *detail.ApplicationVersionId, *detail.ServiceExecutionRole, detail.RuntimeEnvironment},
		[]any{*n.arn, int64(1), *role, types.RuntimeEnvironmentSql10}, "detail")
	expect(*detail.CloudWatchLoggingOptionDescriptions[0].CloudWatchLoggingOptionId, "1.1", "logs")
	expect(must(n.describe(*n.name)), detail, "detail")
	must(n.client.TagResource(ctx, &kinesisanalyticsv2.TagResourceInput{ResourceARN: n.arn, Tags: []types.Tag{{Key: aws.String("a/b")}}}))
	must(n.client.UntagResource(ctx, &kinesisanalyticsv2.UntagResourceInput{ResourceARN: n.arn, TagKeys: []string{"team"}}))
	tags := must(n.client.ListTagsForResource(ctx, &kinesisanalyticsv2.ListTagsForResourceInput{ResourceARN: n.arn})).Tags
	expect([]any{len(tags), *tags[0].Key}, []any{1, "a/b"}, "tags")
	ok("the newer API: an application describes itself")
}

func (n *newerApplication) addsAndRemoves() {
	end := n.keepPutting()
	now := &types.InputStartingPositionConfiguration{InputStartingPosition: types.InputStartingPositionNow}
	found, err := n.client.DiscoverInputSchema(ctx, &kinesisanalyticsv2.DiscoverInputSchemaInput{
		ResourceARN: streamArn(n.from), ServiceExecutionRole: role, InputStartingPositionConfiguration: now,
	})
	end()
	must(found, err)
	expect(*found.InputSchema.RecordColumns[0].SqlType, "VARCHAR(16)", "a column")
	c, v, stream := n.client, aws.Int64, &types.KinesisStreamsInput{ResourceARN: streamArn(n.from)}
	input := &types.Input{NamePrefix: aws.String("SOURCE_SQL_STREAM"), KinesisStreamsInput: stream, InputSchema: found.InputSchema}
	added := must(c.AddApplicationInput(ctx, &kinesisanalyticsv2.AddApplicationInputInput{ApplicationName: n.name, CurrentApplicationVersionId: v(1), Input: input}))
	expect([]any{*added.ApplicationARN, *added.ApplicationVersionId, *added.InputDescriptions[0].InputId}, []any{*n.arn, int64(2), "2.1"}, "input")
	n.ready()
	output := &types.Output{
		Name: aws.String("DESTINATION_SQL_STREAM"), KinesisStreamsOutput: &types.KinesisStreamsOutput{ResourceARN: streamArn(n.to)},
		DestinationSchema: &types.DestinationSchema{RecordFormatType: types.RecordFormatTypeJson},
	}
	outputs := must(c.AddApplicationOutput(ctx, &kinesisanalyticsv2.AddApplicationOutputInput{ApplicationName: n.name, CurrentApplicationVersionId: v(2), Output: output})).OutputDescriptions
	expect(*outputs[0].OutputId, "3.1", "output")
	n.ready()
	object := &types.S3ReferenceDataSource{BucketARN: aws.String("arn:aws:s3:::rides"), FileKey: aws.String("names.csv")}
	reference := &types.ReferenceDataSource{TableName: aws.String("NAMES"), S3ReferenceDataSource: object, ReferenceSchema: found.InputSchema}
	tables := must(c.AddApplicationReferenceDataSource(ctx, &kinesisanalyticsv2.AddApplicationReferenceDataSourceInput{ApplicationName: n.name, CurrentApplicationVersionId: v(3), ReferenceDataSource: reference})).ReferenceDataSourceDescriptions
	expect(*tables[0].ReferenceId, "4.1", "reference")
	n.ready()
	must(c.DeleteApplicationReferenceDataSource(ctx, &kinesisanalyticsv2.DeleteApplicationReferenceDataSourceInput{ApplicationName: n.name, CurrentApplicationVersionId: v(4), ReferenceId: aws.String("4.1")}))
	n.ready()
	left := must(c.DeleteApplicationCloudWatchLoggingOption(ctx, &kinesisanalyticsv2.DeleteApplicationCloudWatchLoggingOptionInput{ApplicationName: n.name, CurrentApplicationVersionId: v(5), CloudWatchLoggingOptionId: aws.String("1.1")}))
	expect([]any{*left.ApplicationVersionId, len(left.CloudWatchLoggingOptionDescriptions)}, []any{int64(6), 0}, "what is left")
	n.ready()
	ok("the newer API: its schema, and what is added and removed")
}

func newCode(text string) *types.ApplicationConfigurationUpdate {
	return &types.ApplicationConfigurationUpdate{ApplicationCodeConfigurationUpdate: &types.ApplicationCodeConfigurationUpdate{
		CodeContentTypeUpdate: types.CodeContentTypePlaintext, CodeContentUpdate: &types.CodeContentUpdate{TextContentUpdate: &text},
	}}
}

func (n *newerApplication) update(version *int64, token *string, text string) (*kinesisanalyticsv2.UpdateApplicationOutput, error) {
	return n.client.UpdateApplication(ctx, &kinesisanalyticsv2.UpdateApplicationInput{
		ApplicationName: n.name, CurrentApplicationVersionId: version, ConditionalToken: token, ApplicationConfigurationUpdate: newCode(text),
	})
}

func (n *newerApplication) runs() {
	updated := must(n.update(aws.Int64(6), nil, counting)).ApplicationDetail
	expect([]any{*updated.ApplicationVersionId, updated.ApplicationStatus}, []any{int64(7), types.ApplicationStatusReady}, "version and status")
	n.ready()
	n.watch()
	start := types.SqlRunConfiguration{InputId: aws.String("2.1"), InputStartingPositionConfiguration: &types.InputStartingPositionConfiguration{InputStartingPosition: types.InputStartingPositionNow}}
	must(n.client.StartApplication(ctx, &kinesisanalyticsv2.StartApplicationInput{
		ApplicationName: n.name, RunConfiguration: &types.RunConfiguration{SqlRunConfigurations: []types.SqlRunConfiguration{start}},
	}))
	detail := n.settled(*n.name, types.ApplicationStatusRunning)
	n.put(ride{"Shadowfax", 30.25, 150}, ride{"Shadowfax", 30.25, 150})
	n.expectRows(`{"Name":"Shadowfax","Rides":2,"Health":150}`)
	must(n.update(nil, detail.ConditionalToken, passing))
	detail = n.settled(*n.name, types.ApplicationStatusRunning)
	expect(*detail.ApplicationConfigurationDescription.ApplicationCodeConfigurationDescription.CodeContentDescription.TextContent, passing, "code")
	n.put(ride{"Bucephalus", 30.25, 150})
	n.expectRows(`{"Name":"BUCEPHALUS","Distance":30.25}`)
	must(n.client.StopApplication(ctx, &kinesisanalyticsv2.StopApplicationInput{ApplicationName: n.name}))
	n.ready()
	ok("the newer API: started, changed by its token while it runs, stopped")
}

func (n *newerApplication) pages() []string {
	olders := stream + "-older"
	must(n.older.client.CreateApplication(ctx, &kinesisanalytics.CreateApplicationInput{ApplicationName: &olders}))
	var names []string
	pages := kinesisanalyticsv2.NewListApplicationsPaginator(n.client, &kinesisanalyticsv2.ListApplicationsInput{Limit: aws.Int32(1)})
	for pages.HasMorePages() {
		for _, one := range must(pages.NextPage(ctx)).ApplicationSummaries {
			if strings.HasPrefix(*one.ApplicationName, stream) {
				expect(one.RuntimeEnvironment, types.RuntimeEnvironmentSql10, "runtime")
				names = append(names, *one.ApplicationName)
			}
		}
	}
	expect(names, []string{*n.name, olders}, "names")
	ok("the newer API: pages of applications, of both")
	return names
}

func (n *newerApplication) errors() {
	_, err := n.describe("nobody")
	refused[*types.ResourceNotFoundException]("ResourceNotFoundException", "", err)
	var none *types.ResourceNotFoundException
	holds(errors.As(err, &none) && aws.ToString(none.Message) != "", "no message in %v", err)
	_, err = n.create(*n.name, *role, types.RuntimeEnvironmentSql10)
	refused[*types.ResourceInUseException]("ResourceInUseException", "Application already exists.", err)
	_, err = n.create("other", *role+"-none", types.RuntimeEnvironmentSql10)
	refused[*types.InvalidArgumentException]("InvalidArgumentException", "Kinesis Analytics service doesn't have sufficient privileges to assume the role", err)
	_, err = n.client.StopApplication(ctx, &kinesisanalyticsv2.StopApplicationInput{ApplicationName: n.name, Force: aws.Bool(true)})
	refused[*types.InvalidArgumentException]("InvalidArgumentException", "", err)
	_, err = n.update(aws.Int64(1), nil, counting)
	refused[*types.ConcurrentModificationException]("ConcurrentModificationException", "", err)
	_, err = n.update(nil, aws.String("b2xk"), counting)
	refused[*types.ConcurrentModificationException]("ConcurrentModificationException", "", err)
	_, err = n.update(nil, nil, counting)
	refused[*types.InvalidArgumentException]("InvalidArgumentException", "", err)
	var many []types.Tag
	for index := range 51 {
		many = append(many, types.Tag{Key: aws.String(fmt.Sprintf("key %d", index))})
	}
	_, err = n.client.TagResource(ctx, &kinesisanalyticsv2.TagResourceInput{ResourceARN: n.arn, Tags: many})
	refused[*types.TooManyTagsException]("TooManyTagsException", "", err)
	var tooMany *types.TooManyTagsException
	holds(errors.As(err, &tooMany) && aws.ToString(tooMany.Message) != "", "no message in %v", err)
	must(n.client.StartApplication(ctx, &kinesisanalyticsv2.StartApplicationInput{ApplicationName: n.name}))
	n.settled(*n.name, types.ApplicationStatusRunning)
	_, err = n.update(aws.Int64(8), nil, invalidCode)
	refused[*types.CodeValidationException]("CodeValidationException", "", err)
	holds(strings.Contains(err.Error(), "line 3, column"), "%v", err)
	ok("the newer API: errors")
}

func (n *newerApplication) refusesFlink() {
	_, err := n.create("flink", *role, types.RuntimeEnvironmentFlink120)
	refused[*types.UnsupportedOperationException]("UnsupportedOperationException", "", err)
	_, err = n.client.ListApplicationVersions(ctx, &kinesisanalyticsv2.ListApplicationVersionsInput{ApplicationName: n.name})
	refused[*types.UnsupportedOperationException]("UnsupportedOperationException", "", err)
	_, err = n.client.CreateApplicationSnapshot(ctx, &kinesisanalyticsv2.CreateApplicationSnapshotInput{ApplicationName: n.name, SnapshotName: aws.String("one")})
	refused[*types.UnsupportedOperationException]("UnsupportedOperationException", "", err)
	_, err = n.client.CreateApplicationPresignedUrl(ctx, &kinesisanalyticsv2.CreateApplicationPresignedUrlInput{ApplicationName: n.name, UrlType: types.UrlTypeFlinkDashboardUrl})
	refused[*types.InvalidArgumentException]("InvalidArgumentException", "", err)
	ok("the newer API: what is of Flink is refused")
}

func (n *newerApplication) leavesToTheNewer(changed string) {
	must(n.client.UpdateApplication(ctx, &kinesisanalyticsv2.UpdateApplicationInput{
		ApplicationName: &changed, CurrentApplicationVersionId: aws.Int64(1), ApplicationConfigurationUpdate: newCode(passing),
	}))
	for _, name := range []string{*n.name, changed} {
		words := name + " was created/updated by kinesisanalyticsv2 SDK. Please use kinesisanalyticsv2 SDK to make changes to " + name + "."
		_, err := n.older.describe(name)
		refused[*oldertypes.UnsupportedOperationException]("UnsupportedOperationException", words, err)
	}
	n.settled(changed, types.ApplicationStatusReady)
	ok("UnsupportedOperationException: the older API leaves to the newer one what that made or changed")
}
