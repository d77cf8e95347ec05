// What Terraform's provider sends for an application of Kinesis Data Analytics, in the order in which it does.
package main

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalytics"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalytics/types"
)

func checkTerraform(older *application) {
	name := stream + "-terraform"
	t := &application{rides: older.rides, client: older.client, name: &name}
	c, v := t.client, aws.Int64
	now := func() *types.ApplicationDetail { return t.settled(name, types.ApplicationStatusRunning) }
	option := types.CloudWatchLoggingOption{LogStreamARN: aws.String(logStream), RoleARN: role}
	function := aws.String("arn:aws:lambda:us-east-1:000000000000:function:rides")
	processor := &types.InputProcessingConfiguration{InputLambdaProcessor: &types.InputLambdaProcessor{ResourceARN: function, RoleARN: role}}
	csv := types.SourceSchema{
		RecordFormat: &types.RecordFormat{RecordFormatType: types.RecordFormatTypeCsv, MappingParameters: &types.MappingParameters{
			CSVMappingParameters: &types.CSVMappingParameters{RecordColumnDelimiter: aws.String(","), RecordRowDelimiter: aws.String("|")},
		}},
		RecordColumns: []types.RecordColumn{{Name: aws.String("COLUMN_1"), Mapping: aws.String("MAPPING-1"), SqlType: aws.String("INTEGER")}},
	}
	must(c.CreateApplication(ctx, &kinesisanalytics.CreateApplicationInput{
		ApplicationName: &name, ApplicationDescription: aws.String(""), ApplicationCode: aws.String(""),
		CloudWatchLoggingOptions: []types.CloudWatchLoggingOption{option},
		Inputs: []types.Input{{
			NamePrefix: aws.String("NAME_PREFIX_1"), KinesisStreamsInput: t.source(), InputSchema: &csv, InputProcessingConfiguration: processor,
		}},
		Outputs: []types.Output{*t.output("OUTPUT_1")},
	}))
	must(c.AddApplicationReferenceDataSource(ctx, &kinesisanalytics.AddApplicationReferenceDataSourceInput{ApplicationName: &name, CurrentApplicationVersionId: v(1), ReferenceDataSource: t.reference()}))
	detail := t.settled(name, types.ApplicationStatusReady)
	expect([]any{aws.ToString(detail.ApplicationDescription), aws.ToString(detail.ApplicationCode), *detail.ApplicationVersionId}, []any{"", "", int64(2)}, "application")
	expect(*detail.InputDescriptions[0].InputSchema, csv, "schema")
	expect(t.start(*detail.InputDescriptions[0].InputId, ""), nil, "error")
	expect(*now().ApplicationVersionId, int64(2), "version of what runs")

	must(c.DeleteApplicationCloudWatchLoggingOption(ctx, &kinesisanalytics.DeleteApplicationCloudWatchLoggingOptionInput{ApplicationName: &name, CurrentApplicationVersionId: v(2), CloudWatchLoggingOptionId: aws.String("1.1")}))
	now()
	must(c.DeleteApplicationReferenceDataSource(ctx, &kinesisanalytics.DeleteApplicationReferenceDataSourceInput{ApplicationName: &name, CurrentApplicationVersionId: v(3), ReferenceId: aws.String("2.1")}))
	now()
	must(c.DeleteApplicationInputProcessingConfiguration(ctx, &kinesisanalytics.DeleteApplicationInputProcessingConfigurationInput{ApplicationName: &name, CurrentApplicationVersionId: v(4), InputId: aws.String("1.1")}))
	now()
	expect(t.update(5, types.ApplicationUpdate{InputUpdates: []types.InputUpdate{{
		InputId: aws.String("1.1"), NamePrefixUpdate: aws.String("NAME_PREFIX_2"), InputParallelismUpdate: &types.InputParallelismUpdate{CountUpdate: aws.Int32(42)},
		KinesisStreamsInputUpdate: &types.KinesisStreamsInputUpdate{ResourceARNUpdate: streamArn(t.to), RoleARNUpdate: role},
		InputSchemaUpdate:         &types.InputSchemaUpdate{RecordFormatUpdate: rideSchema.RecordFormat, RecordColumnUpdates: rideSchema.RecordColumns, RecordEncodingUpdate: aws.String("UTF-8")},
	}}}), nil, "error")
	input := now().InputDescriptions[0]
	expect([]any{*input.InputId, len(input.InAppStreamNames), input.InAppStreamNames[41]}, []any{"1.1", 42, "NAME_PREFIX_2_042"}, "input")
	expect(*input.InputSchema, rideSchema, "schema")
	must(c.DeleteApplicationOutput(ctx, &kinesisanalytics.DeleteApplicationOutputInput{ApplicationName: &name, CurrentApplicationVersionId: v(6), OutputId: aws.String("1.1")}))
	now()
	must(c.AddApplicationOutput(ctx, &kinesisanalytics.AddApplicationOutputInput{ApplicationName: &name, CurrentApplicationVersionId: v(7), Output: t.output("OUTPUT_2")}))
	now()
	toFunction := &types.Output{
		Name: aws.String("OUTPUT_3"), LambdaOutput: &types.LambdaOutput{ResourceARN: function, RoleARN: role},
		DestinationSchema: &types.DestinationSchema{RecordFormatType: types.RecordFormatTypeCsv},
	}
	must(c.AddApplicationOutput(ctx, &kinesisanalytics.AddApplicationOutputInput{ApplicationName: &name, CurrentApplicationVersionId: v(8), Output: toFunction}))
	detail = now()
	expect([]any{*detail.ApplicationVersionId, len(detail.OutputDescriptions)}, []any{int64(9), 2}, "version and outputs")

	// Its state keeps the time as text, to the second.
	made := must(time.Parse(time.RFC3339, detail.CreateTimestamp.Format(time.RFC3339)))
	must(c.DeleteApplication(ctx, &kinesisanalytics.DeleteApplicationInput{ApplicationName: &name, CreateTimestamp: &made}))

	// Of an application with nothing but a name, lists are empty and texts are, too.
	bare := name + "-bare"
	must(c.CreateApplication(ctx, &kinesisanalytics.CreateApplicationInput{
		ApplicationName: &bare, ApplicationDescription: aws.String(""), ApplicationCode: aws.String(""), Inputs: []types.Input{}, Outputs: []types.Output{},
	}))
	detail = must(t.describe(bare))
	expect([]any{detail.ApplicationStatus, *detail.ApplicationVersionId, len(detail.InputDescriptions)}, []any{types.ApplicationStatusReady, int64(1), 0}, "application")
	t.delete(bare)
	ok("what Terraform sends")
}
