import type { Call } from './command.js';
import type { Json } from './model.js';
import { services } from './services.js';

/** A script for the AWS SDK for JavaScript v3 that makes the same call; undefined where there is no client. */
export function sdkScript({ service, operation, input, region, endpoint }: Call): string | undefined {
  const known = services[service];
  if (known === undefined || !/^[A-Z]\w*$/.test(operation)) return undefined;
  const settings = [
    `endpoint: ${JSON.stringify(endpoint)}`,
    `region: ${JSON.stringify(region === '' ? 'us-east-1' : region)}`,
    ...(service === 's3' ? ['forcePathStyle: true'] : []),
  ];
  return [
    `import { ${known.client}, ${operation}Command } from '@aws-sdk/${known.module}';`,
    '',
    `const client = new ${known.client}({ ${settings.join(', ')} });`,
    `const answer = await client.send(new ${operation}Command(${written(input ?? {}, known.blobs ?? [])}));`,
    'console.log(answer);',
    '',
  ].join('\n');
}

/** As JavaScript has it: blobs as bytes, times as dates. */
function written(value: Json, blobs: readonly string[], name = '', indent = ''): string {
  const deeper = `${indent}  `;
  if (typeof value === 'string') {
    if (blobs.includes(name)) return `Buffer.from(${literal(value)}, 'base64')`;
    return isTime(name, value) ? `new Date(${literal(value)})` : literal(value);
  }
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    const items = value.map((item: Json) => `${deeper}${written(item, blobs, name, deeper)},\n`);
    return `[\n${items.join('')}${indent}]`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  const members = entries.map(
    ([key, member]: [string, Json]) => `${deeper}${property(key)}: ${written(member, blobs, key, deeper)},\n`,
  );
  return `{\n${members.join('')}${indent}}`;
}

const literal = (text: string): string => JSON.stringify(text);

/** `__proto__` written as a name would set what it is made of. */
const property = (name: string): string =>
  name === '__proto__' ? '["__proto__"]' : /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);

const isTime = (name: string, value: string): boolean =>
  /(Time|Timestamp|Date|Since|Expires)(UTC)?$/.test(name) && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);
