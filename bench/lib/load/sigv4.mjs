import crypto from 'node:crypto';

const SIGNED = 'content-type;host;x-amz-content-sha256;x-amz-date;x-amz-target';
const SERVICES = {
  kinesis: { target: 'Kinesis_20131202', type: 'application/x-amz-json-1.1' },
  dynamodb: { target: 'DynamoDB_20120810', type: 'application/x-amz-json-1.0' },
};

// The headers of one AWS JSON request, truly signed, in the set that the JavaScript SDK sends.
export function signedHeaders(target, service, operation, body) {
  const { target: prefix, type } = SERVICES[service];
  const stamp = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = stamp.slice(0, 8);
  const digest = sha256(body);
  const canonical =
    `POST\n/\n\ncontent-type:${type}\nhost:${target.authority}\nx-amz-content-sha256:${digest}\n` +
    `x-amz-date:${stamp}\nx-amz-target:${prefix}.${operation}\n\n${SIGNED}\n${digest}`;
  const scope = `${day}/${target.region}/${service}/aws4_request`;
  const toSign = `AWS4-HMAC-SHA256\n${stamp}\n${scope}\n${sha256(canonical)}`;
  const signature = hmac(signingKey(target, day, service), toSign).toString('hex');
  return [
    ['content-type', type],
    ['x-amz-target', `${prefix}.${operation}`],
    ['x-amz-date', stamp],
    ['x-amz-content-sha256', digest],
    ['amz-sdk-invocation-id', '00000000-0000-4000-8000-000000000000'],
    ['amz-sdk-request', 'attempt=1; max=3'],
    ['user-agent', 'bench-load/1.0'],
    [
      'authorization',
      `AWS4-HMAC-SHA256 Credential=${target.accessKeyId}/${scope}, SignedHeaders=${SIGNED}, Signature=${signature}`,
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
