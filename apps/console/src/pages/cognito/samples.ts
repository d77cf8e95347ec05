export type SampleId = 'javascript' | 'python' | 'cli';

export interface SampleOf {
  readonly pool: string;
  readonly region: string;
  /** Of an own server; undefined is AWS. */
  readonly endpoint: string | undefined;
}

/** A program that gets a guest's credentials from the pool. */
export const sampleOf = (id: SampleId, of: SampleOf): string => samples[id](of);

const samples: Readonly<Record<SampleId, (of: SampleOf) => string>> = {
  javascript: ({ pool, region, endpoint }) => {
    const more = endpoint === undefined ? '' : `, endpoint: '${endpoint}'`;
    const config = endpoint === undefined ? '' : `\n    clientConfig: { endpoint: '${endpoint}' },`;
    return `// npm install @aws-sdk/client-kinesis @aws-sdk/credential-providers
import { KinesisClient, ListShardsCommand } from '@aws-sdk/client-kinesis';
import { fromCognitoIdentityPool } from '@aws-sdk/credential-providers';

const kinesis = new KinesisClient({
  region: '${region}'${more},
  credentials: fromCognitoIdentityPool({
    identityPoolId: '${pool}',${config}
  }),
});

console.log(await kinesis.send(new ListShardsCommand({ StreamName: 'wildrydes' })));
`;
  },
  python: ({ pool, region, endpoint }) => {
    const more = endpoint === undefined ? '' : `, endpoint_url="${endpoint}"`;
    return `# pip install boto3
import boto3
from botocore import UNSIGNED
from botocore.config import Config

cognito = boto3.client("cognito-identity", region_name="${region}"${more}, config=Config(signature_version=UNSIGNED))
identity = cognito.get_id(IdentityPoolId="${pool}")["IdentityId"]
found = cognito.get_credentials_for_identity(IdentityId=identity)["Credentials"]

kinesis = boto3.client(
    "kinesis",
    region_name="${region}"${more},
    aws_access_key_id=found["AccessKeyId"],
    aws_secret_access_key=found["SecretKey"],
    aws_session_token=found["SessionToken"],
)
print(kinesis.list_shards(StreamName="wildrydes"))
`;
  },
  cli: ({ pool, region, endpoint }) => {
    const more = endpoint === undefined ? '' : ` --endpoint-url ${endpoint}`;
    return `IDENTITY=$(aws cognito-identity get-id --no-sign-request --region ${region}${more} \\
    --identity-pool-id ${pool} --query IdentityId --output text)
aws cognito-identity get-credentials-for-identity --no-sign-request --region ${region}${more} \\
    --identity-id $IDENTITY
`;
  },
};
