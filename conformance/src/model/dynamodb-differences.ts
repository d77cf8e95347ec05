/**
 * Where our shapes of DynamoDB differ from the model on purpose. Mostly the service answers in words of its own what the model has a bound for: then
 * our shape has none, and the operation checks.
 */
export const dynamoDbDifferences: readonly string[] = [
  // The key schema of a table or a local index still has two attributes at most; the model's bound went when global indexes got up to eight.
  ...[
    'CreateTable.input.KeySchema',
    'CreateTable.input.LocalSecondaryIndexes.[].KeySchema',
    'DescribeImport.output.ImportTableDescription.TableCreationParameters.KeySchema',
    'ImportTable.input.TableCreationParameters.KeySchema',
    'ImportTable.output.ImportTableDescription.TableCreationParameters.KeySchema',
    'RestoreTableFromBackup.input.LocalSecondaryIndexOverride.[].KeySchema',
    'RestoreTableToPointInTime.input.LocalSecondaryIndexOverride.[].KeySchema',
  ].map((list) => `${list}.max: 2 here, undefined there`),

  // Optional only for replicas of another account's table, which do not exist here: without them AWS's text says that they must be there.
  'CreateTable.input.AttributeDefinitions: required here, not there',
  'CreateTable.input.KeySchema: required here, not there',

  // "Invalid table-class parameter provided."
  ...['CreateTable', 'UpdateTable'].map(
    (operation) =>
      `${operation}.input.TableClass.enum: undefined here, ["STANDARD","STANDARD_INFREQUENT_ACCESS"] there`,
  ),

  // "The Tag Key provided is invalid", "The Tag Value provided is invalid", "Invalid TableArn".
  ...['CreateTable.input', 'ListTagsOfResource.output', 'TagResource.input'].flatMap((place) => [
    `${place}.Tags.[].Key: required there, not here`,
    ...bounds(`${place}.Tags.[].Key`, 1, 128),
    `${place}.Tags.[].Value: required there, not here`,
    ...bounds(`${place}.Tags.[].Value`, 0, 256),
  ]),
  ...bounds('UntagResource.input.TagKeys.[]', 1, 128),
  ...['ListTagsOfResource', 'TagResource', 'UntagResource'].map(
    (operation) => `${operation}.input.ResourceArn: required there, not here`,
  ),

  // "IndexName must be at least 3 characters long and at most 255 characters long".
  ...['DescribeContributorInsights', 'UpdateContributorInsights'].flatMap((operation) => [
    ...bounds(`${operation}.input.IndexName`, 3, 255),
    `${operation}.input.IndexName.pattern: undefined here, "[a-zA-Z0-9_.-]+" there`,
  ]),

  // The same of a global table's name, of which only the letters are checked as the model has them; the empty name passes that.
  ...[
    'CreateGlobalTable.input.GlobalTableName',
    'DescribeGlobalTable.input.GlobalTableName',
    'DescribeGlobalTableSettings.input.GlobalTableName',
    'ListGlobalTables.input.ExclusiveStartGlobalTableName',
    'UpdateGlobalTable.input.GlobalTableName',
    'UpdateGlobalTableSettings.input.GlobalTableName',
  ].flatMap((name) => [...bounds(name, 3, 255), `${name}.pattern: "[a-zA-Z0-9_.-]*" here, "[a-zA-Z0-9_.-]+" there`]),

  // "Invalid TableArn: Invalid Table ARN".
  'ExportTableToPointInTime.input.TableArn.min: undefined here, 1 there',
];

function bounds(path: string, min: number, max: number): readonly string[] {
  return [`${path}.min: undefined here, ${min} there`, `${path}.max: undefined here, ${max} there`];
}
