import crypto from 'node:crypto';

const FORM = 'application/x-www-form-urlencoded; charset=utf-8';
const SERVICES = {
  kinesis: { target: 'Kinesis_20131202', type: 'application/x-amz-json-1.1' },
  dynamodb: { target: 'DynamoDB_20120810', type: 'application/x-amz-json-1.0' },
  iam: { type: FORM },
  sts: { type: FORM },
};

// The headers of one request, truly signed, in the set that the JavaScript SDK sends. Services of the Query protocol have
// the operation in their body.
export function signedHeaders(target, service, operation, body) {
  const { target: prefix, type } = SERVICES[service];
  const stamp = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = stamp.slice(0, 8);
  const digest = sha256(body);
  const own = [
    ['content-type', type],
    ['x-amz-content-sha256', digest],
    ['x-amz-date', stamp],
    ...(target.sessionToken ? [['x-amz-security-token', target.sessionToken]] : []),
    ...(prefix ? [['x-amz-target', `${prefix}.${operation}`]] : []),
  ];
  const signed = [...own, ['host', target.authority]].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const names = signed.map(([name]) => name).join(';');
  const lines = signed.map(([name, value]) => `${name}:${value}\n`).join('');
  const scope = `${day}/${target.region}/${service}/aws4_request`;
  const toSign = `AWS4-HMAC-SHA256\n${stamp}\n${scope}\n${sha256(`POST\n/\n\n${lines}\n${names}\n${digest}`)}`;
  const signature = hmac(signingKey(target, day, service), toSign).toString('hex');
  return [
    ...own,
    ['amz-sdk-invocation-id', '00000000-0000-4000-8000-000000000000'],
    ['amz-sdk-request', 'attempt=1; max=3'],
    ['user-agent', 'bench-load/1.0'],
    [
      'authorization',
      `AWS4-HMAC-SHA256 Credential=${target.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
    ],
  ];
}

const sha256 = (data) => crypto.createHash('sha256').update(data).digest('hex');
const hmac = (key, data) => crypto.createHmac('sha256', key).update(data).digest();

const signingKeys = new Map();

function signingKey(target, day, service) {
  const id = [target.accessKeyId, target.secretAccessKey, day, target.region, service].join('\n');
  let key = signingKeys.get(id);
  if (!key) {
    key = [day, target.region, service, 'aws4_request'].reduce(hmac, `AWS4${target.secretAccessKey}`);
    signingKeys.set(id, key);
  }
  return key;
}
