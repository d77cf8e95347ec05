// The function that every client creates. It finds Paddock by itself: its client is told nothing.
const { DynamoDBClient, PutItemCommand } = require('@aws-sdk/client-dynamodb');

const dynamo = new DynamoDBClient();

function write(pk, by) {
  const Item = { pk: { S: pk }, by: { S: by } };
  return dynamo.send(new PutItemCommand({ TableName: process.env.TABLE_NAME, Item }));
}

const textOf = ({ kinesis, dynamodb }) =>
  kinesis ? Buffer.from(kinesis.data, 'base64').toString() : dynamodb.NewImage.text.S;

function fromLayer() {
  try {
    return require('greeting');
  } catch {
    return 'no layer';
  }
}

exports.handler = async (event, { functionName, functionVersion, clientContext }) => {
  console.log(`${functionName} was told ${JSON.stringify(event)}`);
  if (event?.throw) throw new RangeError(event.throw);
  if (event?.write) await write(event.write, functionVersion);
  for (const record of event?.Records ?? []) await write(textOf(record), record.eventSource);
  return { event, functionVersion, greeting: process.env.GREETING, layer: fromLayer(), custom: clientContext?.custom };
};

exports.stream = awslambda.streamifyResponse(async (event, out) => {
  for (const word of ['one ', 'ключ ', '🦄']) {
    out.write(word);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  if (event.throw) throw new RangeError(event.throw);
  out.end();
});
