// CloudWatch's metrics and alarms as the AWS SDK for Go v2 sees them.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatch"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatch/types"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

type metrics struct {
	client    *cloudwatch.Client
	namespace *string
	metric    types.Metric
	start     time.Time
	end       time.Time
	encoding  string
}

func checkCloudWatch() {
	m := &metrics{namespace: aws.String("Checks/" + stream)}
	m.client = cloudwatch.New(cloudwatch.Options{
		BaseEndpoint: aws.String(os.Getenv("PADDOCK_URL")),
		Region:       "us-east-1",
		Credentials:  credentials.NewStaticCredentialsProvider("test", "test", ""),
		Retryer:      retry.NewStandard(func(o *retry.StandardOptions) { o.MaxAttempts = 1 }),
		APIOptions:   []func(*middleware.Stack) error{m.listen},
	})
	herd := []types.Dimension{{Name: aws.String("Herd"), Value: aws.String("a &<>+%20~ b")}}
	m.metric = types.Metric{Namespace: m.namespace, MetricName: aws.String("Rides"), Dimensions: herd}
	m.end = time.Now().UTC().Truncate(time.Minute)
	m.start = m.end.Add(-10 * time.Minute)
	m.puts()
	m.statistics()
	m.data()
	m.pages()
	m.alarms()
	m.dashboards()
	m.errors()
	must(m.client.DeleteAlarms(ctx, &cloudwatch.DeleteAlarmsInput{AlarmNames: []string{stream + "-both"}}))
	must(m.client.DeleteAlarms(ctx, &cloudwatch.DeleteAlarmsInput{AlarmNames: []string{stream}}))
	expect(len(must(m.client.DescribeAlarms(ctx, &cloudwatch.DescribeAlarmsInput{AlarmNamePrefix: &stream})).MetricAlarms), 0, "alarms")
	ok("deleted")
}

// Keeps the content encoding of the last request.
func (m *metrics) listen(stack *middleware.Stack) error {
	return stack.Finalize.Add(middleware.FinalizeMiddlewareFunc("listen", func(
		ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler,
	) (middleware.FinalizeOutput, middleware.Metadata, error) {
		m.encoding = in.Request.(*smithyhttp.Request).Header.Get("Content-Encoding")
		return next.HandleFinalize(ctx, in)
	}), middleware.After)
}

func (m *metrics) put(data ...types.MetricDatum) {
	for index := range data {
		data[index].Dimensions = m.metric.Dimensions
		if data[index].Timestamp == nil {
			data[index].Timestamp = &m.start
		}
	}
	must(m.client.PutMetricData(ctx, &cloudwatch.PutMetricDataInput{Namespace: m.namespace, MetricData: data}))
}

func (m *metrics) puts() {
	rides, next := m.metric.MetricName, m.start.Add(time.Minute)
	m.put(
		types.MetricDatum{MetricName: rides, Value: aws.Float64(3.5), Unit: types.StandardUnitCount},
		types.MetricDatum{MetricName: rides, Values: []float64{1, 2}, Counts: []float64{2, 1}, Unit: types.StandardUnitCount},
		types.MetricDatum{MetricName: rides, Timestamp: &next, Unit: types.StandardUnitCount, StatisticValues: &types.StatisticSet{
			SampleCount: aws.Float64(4), Sum: aws.Float64(20), Minimum: aws.Float64(2), Maximum: aws.Float64(9),
		}},
	)
	ok("put values, counts and statistics")
	var many []types.MetricDatum
	for index := range 500 {
		many = append(many, types.MetricDatum{MetricName: aws.String(fmt.Sprintf("Many%d", index)), Value: aws.Float64(float64(index))})
	}
	m.put(many...)
	expect(m.encoding, "gzip", "content encoding")
	ok("put a lot, compressed")
}

func (m *metrics) statisticsInput() *cloudwatch.GetMetricStatisticsInput {
	return &cloudwatch.GetMetricStatisticsInput{
		Namespace: m.namespace, MetricName: m.metric.MetricName, Dimensions: m.metric.Dimensions,
		StartTime: &m.start, EndTime: &m.end, Period: aws.Int32(60),
	}
}

func (m *metrics) statistics() {
	input := m.statisticsInput()
	input.Statistics = types.Statistic("").Values()
	points := must(m.client.GetMetricStatistics(ctx, input)).Datapoints
	slices.SortFunc(points, func(a, b types.Datapoint) int { return a.Timestamp.Compare(*b.Timestamp) })
	first := points[0]
	expect(first.Timestamp.UnixMilli(), m.start.UnixMilli(), "time")
	values := []float64{*first.SampleCount, *first.Sum, *first.Minimum, *first.Maximum, *first.Average, *points[1].Sum, *points[1].Average}
	expect(values, []float64{4, 7.5, 1, 3.5, 1.875, 20, 5}, "statistics")
	expect(first.Unit, types.StandardUnitCount, "unit")
	input = m.statisticsInput()
	input.ExtendedStatistics = []string{"p50", "tm75"}
	expect(len(must(m.client.GetMetricStatistics(ctx, input)).Datapoints[0].ExtendedStatistics), 2, "percentiles")
	ok("statistics and percentiles")
}

func (m *metrics) data() {
	pages := cloudwatch.NewGetMetricDataPaginator(m.client, &cloudwatch.GetMetricDataInput{
		MetricDataQueries: []types.MetricDataQuery{
			{Id: aws.String("rides"), MetricStat: &types.MetricStat{Metric: &m.metric, Period: aws.Int32(60), Stat: aws.String("Sum")}},
			{Id: aws.String("twice"), Expression: aws.String("rides * 2"), Label: aws.String("double")},
		},
		StartTime: &m.start, EndTime: &m.end, ScanBy: types.ScanByTimestampAscending, MaxDatapoints: aws.Int32(2),
	})
	found, count := map[string][]float64{}, 0
	for ; pages.HasMorePages(); count++ {
		for _, result := range must(pages.NextPage(ctx)).MetricDataResults {
			found[*result.Id] = append(found[*result.Id], result.Values...)
			expect(len(result.Timestamps), len(result.Values), "timestamps")
		}
	}
	expect(found, map[string][]float64{"rides": {7.5, 20}, "twice": {15, 40}}, "data")
	holds(count > 1, "one page")
	ok("metric data with math, in pages")
}

func (m *metrics) pages() {
	pages := cloudwatch.NewListMetricsPaginator(m.client, &cloudwatch.ListMetricsInput{Namespace: m.namespace})
	count, rides := 0, 0
	for pages.HasMorePages() {
		for _, metric := range must(pages.NextPage(ctx)).Metrics {
			count++
			if *metric.MetricName == "Rides" {
				rides++
				expect(*metric.Dimensions[0].Value, *m.metric.Dimensions[0].Value, "dimension")
			}
		}
	}
	expect([]int{count, rides}, []int{501, 1}, "metrics")
	ok("pages of metrics")
}

func (m *metrics) alarms() {
	arn, team := "arn:aws:cloudwatch:us-east-1:000000000000:alarm:"+stream, []types.Tag{{Key: aws.String("team"), Value: aws.String("ünï")}}
	must(m.client.PutMetricAlarm(ctx, &cloudwatch.PutMetricAlarmInput{
		AlarmName: &stream, Namespace: m.namespace, MetricName: m.metric.MetricName, Dimensions: m.metric.Dimensions, Tags: team,
		Statistic: types.StatisticSum, Period: aws.Int32(60), EvaluationPeriods: aws.Int32(1), Threshold: aws.Float64(5.5),
		ComparisonOperator: types.ComparisonOperatorGreaterThanThreshold, TreatMissingData: aws.String("ignore"),
	}))
	done(cloudwatch.NewAlarmExistsWaiter(m.client).Wait(ctx, &cloudwatch.DescribeAlarmsInput{AlarmNames: []string{stream}}, patience))
	alarm := must(m.client.DescribeAlarms(ctx, &cloudwatch.DescribeAlarmsInput{AlarmNames: []string{stream}})).MetricAlarms[0]
	expect([]any{*alarm.AlarmArn, *alarm.Threshold, *alarm.Dimensions[0].Value}, []any{arn, 5.5, "a &<>+%20~ b"}, "alarm")
	holds(time.Since(*alarm.AlarmConfigurationUpdatedTimestamp).Abs() < time.Minute, "updated %v", alarm.AlarmConfigurationUpdatedTimestamp)
	must(m.client.SetAlarmState(ctx, &cloudwatch.SetAlarmStateInput{
		AlarmName: &stream, StateValue: types.StateValueAlarm, StateReason: aws.String("a drill"), StateReasonData: aws.String(`{"drill": true}`),
	}))
	both := stream + "-both"
	must(m.client.PutCompositeAlarm(ctx, &cloudwatch.PutCompositeAlarmInput{AlarmName: &both, AlarmRule: aws.String(`ALARM("` + stream + `") AND NOT FALSE`)}))
	composite := &cloudwatch.DescribeAlarmsInput{AlarmNames: []string{both}, AlarmTypes: []types.AlarmType{types.AlarmTypeCompositeAlarm}}
	done(cloudwatch.NewCompositeAlarmExistsWaiter(m.client).Wait(ctx, composite, patience))
	state := types.StateValueOk
	for tries := 0; state != types.StateValueAlarm && tries < 100; tries++ {
		state = must(m.client.DescribeAlarms(ctx, composite)).CompositeAlarms[0].StateValue
		time.Sleep(50 * time.Millisecond)
	}
	expect(state, types.StateValueAlarm, "state of the composite alarm")
	kinds := map[types.HistoryItemType]bool{}
	history := cloudwatch.NewDescribeAlarmHistoryPaginator(m.client, &cloudwatch.DescribeAlarmHistoryInput{AlarmName: &stream, MaxRecords: aws.Int32(1)})
	for history.HasMorePages() {
		for _, one := range must(history.NextPage(ctx)).AlarmHistoryItems {
			kinds[one.HistoryItemType] = true
		}
	}
	expect(kinds, map[types.HistoryItemType]bool{types.HistoryItemTypeConfigurationUpdate: true, types.HistoryItemTypeStateUpdate: true}, "history")
	tags := must(m.client.ListTagsForResource(ctx, &cloudwatch.ListTagsForResourceInput{ResourceARN: &arn})).Tags
	expect([]string{*tags[0].Key, *tags[0].Value}, []string{"team", "ünï"}, "tags")
	ok("alarms, on metrics and on one another; their history")
}

func (m *metrics) dashboards() {
	body := string(must(json.Marshal(map[string]any{"widgets": []any{map[string]any{
		"type": "text", "x": 0, "y": 0, "width": 3, "height": 3, "properties": map[string]string{"markdown": "ünï 🦄"},
	}}})))
	must(m.client.PutDashboard(ctx, &cloudwatch.PutDashboardInput{DashboardName: &stream, DashboardBody: &body}))
	got := must(m.client.GetDashboard(ctx, &cloudwatch.GetDashboardInput{DashboardName: &stream}))
	expect([]string{*got.DashboardArn, *got.DashboardBody}, []string{"arn:aws:cloudwatch::000000000000:dashboard/" + stream, body}, "dashboard")
	pages := cloudwatch.NewListDashboardsPaginator(m.client, &cloudwatch.ListDashboardsInput{DashboardNamePrefix: &stream})
	expect(*must(pages.NextPage(ctx)).DashboardEntries[0].Size, int64(len(body)), "size")
	must(m.client.DeleteDashboards(ctx, &cloudwatch.DeleteDashboardsInput{DashboardNames: []string{stream}}))
	ok("dashboards")
}

func (m *metrics) errors() {
	_, err := m.client.SetAlarmState(ctx, &cloudwatch.SetAlarmStateInput{
		AlarmName: aws.String("nobody"), StateValue: types.StateValueOk, StateReason: aws.String("none"),
	})
	denied[*types.ResourceNotFound](err, 404, "ResourceNotFound", "")
	_, err = m.client.GetDashboard(ctx, &cloudwatch.GetDashboardInput{DashboardName: aws.String("nobody")})
	denied[*types.DashboardNotFoundError](err, 404, "ResourceNotFound", "Dashboard nobody does not exist")
	ok("ResourceNotFound")
	_, err = m.client.PutDashboard(ctx, &cloudwatch.PutDashboardInput{DashboardName: &stream, DashboardBody: aws.String(`{"widgets": [{"type": "nonsense", "properties": {}}]}`)})
	var invalid *types.DashboardInvalidInputError
	holds(errors.As(err, &invalid), "%v", err)
	expect(invalid.ErrorCode(), "InvalidParameterInput", "code")
	holds(strings.HasPrefix(invalid.ErrorMessage(), "The dashboard body is invalid, there are 1 validation errors:"), "message %s", invalid.ErrorMessage())
	expect(*invalid.DashboardValidationMessages[0].DataPath, "/widgets/0/type", "where it is wrong")
	ok("DashboardInvalidInputError, with where it is wrong")
	theirs := []types.MetricDatum{{MetricName: m.metric.MetricName, Value: aws.Float64(1)}}
	_, err = m.client.PutMetricData(ctx, &cloudwatch.PutMetricDataInput{Namespace: aws.String("AWS/Mine"), MetricData: theirs})
	denied[*types.InvalidParameterValueException](err, 400, "InvalidParameterValue", "The value AWS/Mine for parameter Namespace is invalid.")
	ok("InvalidParameterValue")
	_, err = m.client.GetMetricStatistics(ctx, m.statisticsInput())
	denied[*types.InvalidParameterCombinationException](err, 400, "InvalidParameterCombination", "Must specify either Statistics or ExtendedStatistics")
	ok("InvalidParameterCombination")
	_, err = m.client.DescribeAlarms(ctx, &cloudwatch.DescribeAlarmsInput{NextToken: aws.String("nonsense")})
	denied[*types.InvalidNextToken](err, 400, "InvalidNextToken", "Invalid nextToken")
	ok("InvalidNextToken")
}
