import type { ServiceFacts } from '../facts.js';

/** Amazon Kinesis Firehose, of AWS's Service Authorization Reference: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisfirehose.html */
export const firehose: ServiceFacts = {
  prefix: 'firehose',
  name: 'Amazon Kinesis Firehose',
  conditionKeys: {
    'aws:RequestTag/${TagKey}': 'String',
    'aws:ResourceTag/${TagKey}': 'String',
    'aws:TagKeys': 'ArrayOfString',
  },
  resourceTypes: {
    deliverystream: {
      arn: 'arn:${Partition}:firehose:${Region}:${Account}:deliverystream/${DeliveryStreamName}',
      conditionKeys: ['aws:ResourceTag/${TagKey}'],
    },
  },
  actions: {
    CreateDeliveryStream: 'Write | deliverystream* | aws:RequestTag/${TagKey}, aws:TagKeys',
    DeleteDeliveryStream: 'Write | deliverystream*',
    DescribeDeliveryStream: 'Read | deliverystream*',
    ListDeliveryStreams: 'List',
    ListTagsForDeliveryStream: 'List | deliverystream*',
    PutRecord: 'Write | deliverystream*',
    PutRecordBatch: 'Write | deliverystream*',
    StartDeliveryStreamEncryption: 'Write | deliverystream*',
    StopDeliveryStreamEncryption: 'Write | deliverystream*',
    TagDeliveryStream: 'Tagging | deliverystream* | aws:RequestTag/${TagKey}, aws:TagKeys',
    UntagDeliveryStream: 'Tagging | deliverystream* | aws:TagKeys',
    UpdateDestination: 'Write | deliverystream*',
  },
};
