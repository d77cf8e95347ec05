import { Http1Connection } from './http1-connection.mjs';
import { Http2Connection } from './http2-connection.mjs';
import { signedHeaders } from './sigv4.mjs';

// A client of one server. protocol is 'h1' (keep-alive) or 'h2c' (prior knowledge, requests multiplexed over
// h2Connections TCP connections). Without credentials it takes those of the environment.
export function createClient({ endpoint, protocol = 'h1', h2Connections = 1, region = 'us-east-1', credentials }) {
  const url = new URL(endpoint);
  const target = {
    host: url.hostname,
    port: Number(url.port || 80),
    authority: url.host,
    region,
    ...(credentials ?? credentialsOfEnvironment()),
    reconnects: 0,
  };
  const Connection = protocol === 'h2c' ? Http2Connection : Http1Connection;
  let adminLanes = null;

  // A request ready to send: encoded and signed now, usable as often as the signature is young enough.
  function build(service, operation, input) {
    const body = Buffer.from(JSON.stringify(input));
    return Connection.encodeRequest(target, signedHeaders(target, service, operation, body), body);
  }

  // A lane carries one request at a time.
  async function openLanes(count) {
    const connections = await Promise.all(
      Array.from({ length: protocol === 'h2c' ? Math.min(count, h2Connections) : count }, () =>
        new Connection(target).connect(),
      ),
    );
    const lanes = Array.from({ length: count }, (_, i) => connections[i % connections.length]);
    lanes.close = () => connections.forEach((connection) => connection.end());
    return lanes;
  }

  // One call outside any timed window. Throws on every status but 200.
  async function call(service, operation, input) {
    adminLanes ??= await openLanes(1);
    const { status, body } = await exchange(adminLanes[0], build(service, operation, input));
    const text = body.toString();
    if (status !== 200) throw new Error(`${operation} answered ${status} ${text.slice(0, 300)}`);
    return text ? JSON.parse(text) : {};
  }

  function close() {
    adminLanes?.close();
    adminLanes = null;
  }

  function takeReconnects() {
    const { reconnects } = target;
    target.reconnects = 0;
    return reconnects;
  }

  return { protocol, build, openLanes, call, close, takeReconnects };
}

const credentialsOfEnvironment = () => ({
  accessKeyId: process.env.AWS_ACCESS_KEY_ID || 'test',
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY || 'test',
  sessionToken: process.env.AWS_SESSION_TOKEN,
});

export const joined = (parts) => (parts.length === 1 ? parts[0] : Buffer.concat(parts));

export function exchange(lane, request) {
  return new Promise((resolve, reject) => {
    lane.send(request, (error, status, parts) => {
      if (error) reject(error);
      else resolve({ status, body: joined(parts) });
    });
  });
}
