import { performance } from 'node:perf_hooks';
import { signedHeaders } from '../load/sigv4.mjs';
import { ACCOUNT, openParts, REGION } from './parts.mjs';
import { makeRole, makeUser, SESSION_POLICY } from './credentials.mjs';

const REQUESTS = 500;
const WARM_PASSES = 60;
const HOST = '127.0.0.1:4566';
const STREAM = `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/bench-0123456789ab`;

// What the checks of one PutRecord of 1 KiB cost in this process, with the server's own parts: [{ name, title, figures }],
// a figure in microseconds for each round. Signature checks and decisions take turns.
export async function measureChecks({ rounds }) {
  const parts = await openParts();
  // The same user once more, in an IAM of its own: there its policy has a condition.
  const elsewhere = await openParts();
  const conditional = await makeUser(elsewhere.call, { conditions: true });
  const principals = await makePrincipals(parts);
  const checks = [
    signatureCheck('signature-relaxed', 'signature, `--auth relaxed`: only read', parts.relaxed, principals.root),
    signatureCheck('signature-root', 'signature, root key', parts.strict, principals.root),
    signatureCheck('signature-user', "signature, user's key", parts.strict, principals.user),
    signatureCheck('signature-session', 'signature, session token', parts.strict, principals.session),
    decision('decision-root', 'decision, root key', parts, principals.root),
    decision('decision-user', 'decision, user, three policies: remembered', parts, principals.user),
    decision('decision-conditions', 'decision, user, aws:SourceIp: each time anew', elsewhere, conditional),
    decision('decision-session', 'decision, session, session policy: remembered', parts, principals.session),
  ];
  for (const { pass } of checks) for (let i = 0; i < WARM_PASSES; i++) pass();
  for (let round = 0; round < rounds; round++) {
    for (const check of checks) check.figures.push(bestOf(5, check.pass));
  }
  await parts.close();
  await elsewhere.close();
  return checks.map(({ name, title, figures }) => ({ name, title, figures }));
}

// What disturbs a pass of a few milliseconds only ever makes it longer.
const bestOf = (times, pass) => Math.min(...Array.from({ length: times }, pass));

async function makePrincipals({ call, issue, account }) {
  const user = await makeUser(call, { conditions: false });
  const role = await makeRole(call, account);
  const session = issue({
    kind: 'role',
    account,
    arn: `arn:aws:sts::${account}:assumed-role/${role.name}/bench`,
    userId: `${role.id}:bench`,
    role,
    session: {
      from: 'AssumeRole',
      issuedAt: Date.now(),
      expiresAt: Date.now() + 3_600_000,
      policies: [SESSION_POLICY],
    },
  });
  return { root: { accessKeyId: 'test', secretAccessKey: 'test' }, user, session };
}

// A pass takes each request once, its texts fresh from their bytes as from a socket: a text that was looked up before is
// looked up faster.
function signatureCheck(name, title, authenticator, credentials) {
  const target = { authority: HOST, region: REGION, ...credentials };
  const sent = Array.from({ length: REQUESTS }, (_, i) => {
    const Data = Buffer.alloc(1024, String(i)).toString('base64');
    const body = Buffer.from(JSON.stringify({ StreamName: 'bench-0123456789ab', Data, PartitionKey: String(i) }));
    const headers = [['host', HOST], ...signedHeaders(target, 'kinesis', 'PutRecord', body)];
    return { body, headers: headers.map(([key, value]) => [key, Buffer.from(value)]) };
  });
  const asked = { service: { signingName: 'kinesis' }, operation: {}, protocol: { name: 'json' } };
  const pass = () => {
    const requests = sent.map(({ body, headers }) => ({
      method: 'POST',
      path: '/',
      query: '',
      headers: Object.fromEntries(headers.map(([key, value]) => [key, value.latin1Slice()])),
      body,
    }));
    const now = Date.now();
    const began = performance.now();
    for (const request of requests) authenticator.authenticate(request, asked, now);
    return microseconds(began);
  };
  return { name, title, pass, figures: [] };
}

function decision(name, title, { authorizer, principalOf }, credentials) {
  const principal = principalOf(credentials);
  const policies = new Map();
  const service = { resources: { policy: (arn) => policies.get(`kinesis/policy/${arn}`) } };
  const bytes = Buffer.from(STREAM);
  const pass = () => {
    const questions = Array.from({ length: REQUESTS }, () => ({
      need: { action: 'kinesis:PutRecord', resources: [bytes.latin1Slice()] },
      request: {
        requestId: '',
        region: REGION,
        principal,
        arrived: Date.now(),
        sourceIp: '127.0.0.1',
        userAgent: 'bench-load/1.0',
        verdicts: [],
      },
    }));
    const began = performance.now();
    for (const { need, request } of questions) authorizer.authorize(need, request, service);
    return microseconds(began);
  };
  return { name, title, pass, figures: [] };
}

const microseconds = (began) => ((performance.now() - began) * 1000) / REQUESTS;
