import { signedHeaders } from '../load/sigv4.mjs';

const VERSIONS = { iam: '2010-05-08', sts: '2011-06-15' };
const ROOT = { accessKeyId: 'test', secretAccessKey: 'test' };

// Calls IAM and STS over the wire. What `call` gives is a function from a field's name to its text, which is enough for
// answers that have each name once.
export function queryClient(endpoint) {
  return async function call(service, action, input, credentials = ROOT) {
    const body = new URLSearchParams({ Action: action, Version: VERSIONS[service], ...input }).toString();
    const target = { authority: new URL(endpoint).host, region: 'us-east-1', ...credentials };
    const headers = signedHeaders(target, service, action, body);
    const answer = await fetch(endpoint, { method: 'POST', headers, body });
    const xml = await answer.text();
    if (answer.status !== 200) throw new Error(`${action} answered ${answer.status} ${xml.slice(0, 300)}`);
    return (name) => {
      const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
      if (text === undefined) throw new Error(`${action} answered without ${name}`);
      return text;
    };
  };
}
