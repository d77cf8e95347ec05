/**
 * What Cognito takes from the role of an unauthenticated identity in the enhanced flow, GetCredentialsForIdentity: it assumes the role
 * with these two session policies, so that the identity may do what the role allows and one of the two allows as well. In the basic
 * flow, where the client itself calls AssumeRoleWithWebIdentity, and for authenticated identities there is no such limit.
 *
 * The two add up, as session policies do: the managed one alone would allow none of the services of the inline one that it lacks, among
 * them S3, DynamoDB and Kinesis Data Streams, which AWS lists as open to unauthenticated identities.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html#access-policies
 */
export const unauthenticatedSessionPolicies = {
  /** JSON text, to be passed as `Policy` of the AssumeRoleWithWebIdentity that Cognito does. */
  inline: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: [
          'cloudwatch:*',
          'logs:*',
          'dynamodb:*',
          'kinesis:*',
          'mobileanalytics:*',
          's3:*',
          'ses:*',
          'sns:*',
          'sqs:*',
          'lambda:*',
          'machinelearning:*',
          'execute-api:*',
          'iot:*',
          'gamelift:*',
          'cognito-identity:*',
          'cognito-idp:*',
          'lex:*',
          'polly:*',
          'comprehend:*',
          'translate:*',
          'transcribe:*',
          'rekognition:*',
          'mobiletargeting:*',
          'firehose:*',
          'appsync:*',
          'personalize:*',
          'sagemaker:InvokeEndpoint',
          'cognito-sync:*',
          'codewhisperer:*',
          'textract:DetectDocumentText',
          'textract:AnalyzeDocument',
          'sdb:*',
        ],
        Resource: ['*'],
      },
    ],
  }),
  /** To be passed as `PolicyArns`. It adds CloudWatch RUM, parts of Location Service and the data operations of KMS. */
  managed: 'arn:aws:iam::aws:policy/AmazonCognitoUnAuthedIdentitiesSessionPolicy',
} as const;
