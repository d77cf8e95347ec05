import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AwsError, internalFailure } from '../errors.js';
import { Preencoded } from '../preencoded.js';
import { list, string, structure } from '../shapes.js';
import { invalidAction, missingAction, queryProtocol } from './query.js';

const xmlNamespace = 'https://sts.amazonaws.com/doc/2011-06-15/';
const protocol = queryProtocol({ xmlNamespace });
const answering = { operation: 'GetNames', requestId: 'r-1' };
const head = { method: 'POST', path: '/', query: '', headers: {} };
const Names = structure('Names', { Names: list(string()) });

const metadata = '  <ResponseMetadata>\n    <RequestId>r-1</RequestId>\n  </ResponseMetadata>\n';
const response = (result: string) =>
  `<GetNamesResponse xmlns="${xmlNamespace}">\n${result}${metadata}</GetNamesResponse>\n`;

describe('the Query protocol', () => {
  it('reads parameters from the body, and from the query string', () => {
    const body = Buffer.from('Action=GetNames&Version=2011-06-15&Names.member.1=%C3%A9');
    assert.deepEqual(protocol.decode(Names, head, body), { Names: ['é'] });
    const presigned = { ...head, method: 'GET', query: 'Action=GetNames&X-Amz-Algorithm=a&Names.member.1=b' };
    assert.deepEqual(protocol.decode(Names, presigned, Buffer.alloc(0)), { Names: ['b'] });
  });

  it('answers a result and the request id', () => {
    const body = response(
      '  <GetNamesResult>\n    <Names>\n      <member>é</member>\n    </Names>\n  </GetNamesResult>\n',
    );
    assert.deepEqual(protocol.encode(Names, { Names: ['é'] }, answering), {
      status: 200,
      headers: { 'content-type': 'text/xml', 'content-length': String(Buffer.byteLength(body)) },
      body,
    });
    const preencoded = new Preencoded([Buffer.from('{"Names":'), Buffer.from('["é"]}')]);
    assert.equal(protocol.encode(Names, preencoded, answering).body, body);
  });

  it('answers no result for an operation without an output, and an empty one for an output with nothing in it', () => {
    assert.equal(protocol.encode(undefined, undefined, answering).body, response(''));
    assert.equal(protocol.encode(Names, {}, answering).body, response('  <GetNamesResult/>\n'));
  });

  it('says whose fault an error is, its code, its message if it has one, and its members', () => {
    const cases: readonly [error: AwsError, type: string, rest: string][] = [
      [new AwsError('NoSuchEntity', 'a <b>', { status: 404 }), 'Sender', '    <Message>a &lt;b&gt;</Message>\n'],
      [internalFailure(), 'Receiver', ''],
      [
        new AwsError('A', 'b', { members: { Reasons: ['c', { D: 1 }], E: true, F: undefined } }),
        'Sender',
        '    <Message>b</Message>\n    <Reasons>\n      <member>c</member>\n' +
          '      <member>\n        <D>1</D>\n      </member>\n    </Reasons>\n    <E>true</E>\n',
      ],
    ];
    for (const [error, type, rest] of cases) {
      const answer = protocol.encodeError(error, answering);
      assert.equal(answer.status, error.status);
      assert.equal(
        answer.body,
        `<ErrorResponse xmlns="${xmlNamespace}">\n  <Error>\n    <Type>${type}</Type>\n    <Code>${error.code}</Code>\n${rest}` +
          '  </Error>\n  <RequestId>r-1</RequestId>\n</ErrorResponse>\n',
      );
    }
  });

  it("says in the front end's namespace that there is no such operation", () => {
    const { body } = protocol.encodeError(invalidAction('Nope', undefined), answering);
    assert.ok(typeof body === 'string');
    assert.match(body, /^<ErrorResponse xmlns="http:\/\/webservices.amazon.com\/AWSFault\/2005-15-09">/);
    assert.equal(body, queryProtocol().encodeError(invalidAction('Nope', undefined), answering).body);
    assert.match(body, /<Message>Could not find operation Nope for version NO_VERSION_SPECIFIED<\/Message>/);
    assert.equal(invalidAction('A', '2000-01-01').message, 'Could not find operation A for version 2000-01-01');
    assert.equal(missingAction().code, 'MissingAction');
  });
});
