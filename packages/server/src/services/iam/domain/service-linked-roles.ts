import { entityArn } from './arn.js';

/** A service whose roles belong to it: it alone assumes them, and decides what they may. */
export interface LinkedService {
  /** `dynamodb.application-autoscaling.amazonaws.com` */
  readonly principal: string;
  /** What the role's name has after `AWSServiceRoleFor`. */
  readonly name: string;
  /** The managed policy that AWS attaches. */
  readonly policy: string;
  /** Whether an account may have several of these roles, told apart by a suffix. */
  readonly suffixed?: true;
}

/** @returns undefined for a service that has no such roles here; the case of its name matters */
export const linkedService = (principal: string): LinkedService | undefined =>
  services.find((service) => service.principal === principal);

/** Its service's principal is the role's path. */
export const linkedRolePath = (principal: string): string => `${linkedPath}${principal}/`;

/** No other role may be under it. */
export const linkedPath = '/aws-service-role/';

export const linkedRoleName = (service: LinkedService, suffix: string | undefined): string =>
  `AWSServiceRoleFor${service.name}${suffix === undefined ? '' : `_${suffix}`}`;

export const linkedPolicyArn = ({ policy }: LinkedService): string =>
  entityArn('policy', { account: 'aws', path: linkedPath, name: policy });

export const linkedTrust = (principal: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Action: ['sts:AssumeRole'], Effect: 'Allow', Principal: { Service: [principal] } }],
  });

/** The id of a role's deletion. */
export const deletionTask = (service: string, role: string, id: string): string =>
  `task${linkedPath}${service}/${role}/${id}`;

/** @returns undefined for what is no deletion's id */
export function parseDeletionTask(task: string): { readonly service: string; readonly role: string } | undefined {
  const [, service, role] = /^task\/aws-service-role\/([^/]+)\/([\w+=,.@-]+)\/[\da-f-]{36}$/.exec(task) ?? [];
  return service === undefined || role === undefined ? undefined : { service, role };
}

/** Of the services that there are here, and of some whose roles set-ups commonly make. */
const services: readonly LinkedService[] = [
  {
    principal: 'autoscaling.amazonaws.com',
    name: 'AutoScaling',
    policy: 'AutoScalingServiceRolePolicy',
    suffixed: true,
  },
  {
    principal: 'cognito-idp.amazonaws.com',
    name: 'AmazonCognitoIdp',
    policy: 'AmazonCognitoIdpServiceRolePolicy',
  },
  {
    principal: 'contributorinsights.dynamodb.amazonaws.com',
    name: 'DynamoDBCloudWatchContributorInsights',
    policy: 'DynamoDBCloudWatchContributorInsightsServiceRolePolicy',
  },
  {
    principal: 'custom-resource.application-autoscaling.amazonaws.com',
    name: 'ApplicationAutoScaling_CustomResource',
    policy: 'AWSApplicationAutoscalingCustomResourcePolicy',
  },
  {
    principal: 'delivery.logs.amazonaws.com',
    name: 'LogDelivery',
    policy: 'AWSServiceRoleForLogDeliveryPolicy',
  },
  {
    principal: 'dynamodb.application-autoscaling.amazonaws.com',
    name: 'ApplicationAutoScaling_DynamoDBTable',
    policy: 'AWSApplicationAutoscalingDynamoDBTablePolicy',
  },
  {
    principal: 'ecs.amazonaws.com',
    name: 'ECS',
    policy: 'AmazonECSServiceRolePolicy',
  },
  {
    principal: 'email.cognito-idp.amazonaws.com',
    name: 'AmazonCognitoIdpEmailService',
    policy: 'AmazonCognitoIdpEmailServiceRolePolicy',
  },
  {
    principal: 'es.amazonaws.com',
    name: 'AmazonElasticsearchService',
    policy: 'AmazonElasticsearchServiceRolePolicy',
  },
  {
    principal: 'events.amazonaws.com',
    name: 'CloudWatchEvents',
    policy: 'CloudWatchEventsServiceRolePolicy',
  },
  {
    principal: 'kinesisreplication.dynamodb.amazonaws.com',
    name: 'DynamoDBKinesisDataStreamsReplication',
    policy: 'DynamoDBKinesisReplicationServiceRolePolicy',
  },
  {
    principal: 'lambda.application-autoscaling.amazonaws.com',
    name: 'ApplicationAutoScaling_LambdaConcurrency',
    policy: 'AWSApplicationAutoscalingLambdaConcurrencyPolicy',
  },
  {
    principal: 'ops.apigateway.amazonaws.com',
    name: 'APIGateway',
    policy: 'APIGatewayServiceRolePolicy',
  },
  {
    principal: 'replication.dynamodb.amazonaws.com',
    name: 'DynamoDBReplication',
    policy: 'DynamoDBReplicationServiceRolePolicy',
  },
  {
    principal: 'replicator.lambda.amazonaws.com',
    name: 'LambdaReplicator',
    policy: 'AWSLambdaReplicator',
  },
];
