import { stored } from '../shared/stored.js';

/** Where calls go: the server that the page is from, the real AWS, or another address. */
export type Endpoint = 'here' | 'aws' | `http://${string}` | `https://${string}`;

export interface Place {
  readonly endpoint: Endpoint;
  /** `us-east-1` */
  readonly region: string;
}

const isEndpoint = (value: unknown): value is Endpoint =>
  value === 'here' || value === 'aws' || (typeof value === 'string' && /^https?:\/\/[^/\s]+/.test(value));

export const isRegion = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z]{2,3}(-[a-z]+)+-\d$/.test(value);

export const place = stored<Place>(
  'place',
  () => ({ endpoint: 'here', region: 'us-east-1' }),
  (value) => {
    const { endpoint, region }: { endpoint?: unknown; region?: unknown } = Object(value);
    return isEndpoint(endpoint) && isRegion(region) ? { endpoint, region } : undefined;
  },
);

/** The endpoint for SDK clients; undefined is AWS's own. */
export const endpointUrl = (endpoint: Endpoint, origin: string): string | undefined =>
  endpoint === 'aws' ? undefined : endpoint === 'here' ? origin : endpoint;

export const regions: readonly string[] = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
];

export type Theme = 'light' | 'dark' | 'system';
export const theme = stored<Theme>(
  'theme',
  () => 'system',
  (value) => (value === 'light' || value === 'dark' || value === 'system' ? value : undefined),
);
