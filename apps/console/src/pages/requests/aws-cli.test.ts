import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { commandName, services } from './services.js';

/** Prints what the installed AWS CLI knows: per service, per operation, its command and how it takes its input. */
const script = `
import json, sys
from awscli.clidriver import create_clidriver
from botocore.session import get_session
driver = create_clidriver()
commands = driver._get_command_table()
found = {}
for service in json.loads(sys.argv[1]):
    table = commands[service]._get_command_table()
    model = commands[service].service_model
    found[service] = {}
    for name in model.operation_names:
        from botocore import xform_name
        blobs = set()
        def walk(shape, seen, member):
            if shape.type_name == 'blob': blobs.add(member)
            if shape.name in seen: return
            seen = seen | {shape.name}
            if shape.type_name == 'structure':
                for key, value in shape.members.items(): walk(value, seen, key)
            elif shape.type_name == 'list': walk(shape.member, seen, member)
            elif shape.type_name == 'map': walk(shape.value, seen, '')
        shape = model.operation_model(name).input_shape
        if shape is not None: walk(shape, set(), '')
        command = xform_name(name, '-')
        takes = table[command].arg_table if command in table else None
        found[service][name] = {
            'command': command if takes is not None else None,
            'json': takes is not None and 'cli-input-json' in takes,
            'outfile': takes is not None and any(type(arg).__name__.endswith('OutputArgument') for arg in takes.values()),
            'blobs': sorted(blobs),
        }
print(json.dumps(found))
`;

interface Known {
  /** null where the CLI has none. */
  readonly command: string | null;
  readonly json: boolean;
  readonly outfile: boolean;
  readonly blobs: readonly string[];
}

const run = spawnSync('python3', ['-c', script, JSON.stringify(Object.values(services).map(({ cli }) => cli))], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
const skip = run.status !== 0 && 'the AWS CLI is not installed as a package of python3';

test('every operation of our services is called as the AWS CLI calls it', { skip }, () => {
  const found = JSON.parse(run.stdout) as Readonly<Record<string, Readonly<Record<string, Known>>>>;
  const unknown: string[] = [];
  for (const { cli, notInCli, flagsOnly, outfile, blobs } of Object.values(services)) {
    const operations = Object.entries(found[cli] ?? {});
    assert.ok(operations.length > 0, cli);
    for (const [name, known] of operations) {
      const where = `${cli} ${name}`;
      assert.equal(known.command === null, notInCli?.includes(name) === true, where);
      for (const blob of known.blobs) if (blobs?.includes(blob) !== true) unknown.push(`${where}: ${blob}`);
      if (known.command === null) continue;
      assert.equal(commandName(name), known.command);
      assert.equal(flagsOnly?.includes(name) === true, !known.json, where);
      assert.equal(outfile?.includes(name) === true, known.outfile, where);
    }
  }
  assert.deepEqual(unknown, [], 'blobs');
});
