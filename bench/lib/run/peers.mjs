import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { start, stop } from './children.mjs';

const peersDirectory = fileURLToPath(new URL('../../peers', import.meta.url));
const INSTALL_LIMIT = 180_000;
const IN_MEMORY = 'none: in memory; signatures not verified';

// What the peers do is in their own documentation: all keep everything in memory unless told otherwise.
export const PEERS = {
  kinesalite: npmPeer({
    service: 'kinesis',
    package: 'kinesalite',
    version: '3.3.3',
    entry: 'cli.js',
    command: (entry, port) => ({ args: [entry, '--port', String(port)] }),
  }),
  'kinesis-local': npmPeer({
    service: 'kinesis',
    package: 'kinesis-local',
    version: '0.6.2',
    entry: 'main.js',
    command: (entry, port, tlsPort) => ({
      args: [entry],
      cwd: path.dirname(entry), // it reads its certificate from there
      env: { KINESIS_MOCK_PLAIN_PORT: String(port), KINESIS_MOCK_TLS_PORT: String(tlsPort), LOG_LEVEL: 'ERROR' },
    }),
  }),
  dynalite: npmPeer({
    service: 'dynamodb',
    package: 'dynalite',
    version: '4.0.0',
    entry: 'cli.js',
    lacks: ['transact-write'],
    command: (entry, port) => ({ args: [entry, '--port', String(port), '--host', '127.0.0.1'] }),
  }),
  'dynamodb-local': mavenPeer({
    service: 'dynamodb',
    name: 'dynamodb-local',
    artifact: { groupId: 'com.amazonaws', artifactId: 'DynamoDBLocal', version: '2.6.1' },
    settings: '-inMemory',
    command: (jars, port) => [
      `-Djava.library.path=${jars}`,
      '-cp',
      path.join(jars, '*'),
      'com.amazonaws.services.dynamodbv2.local.main.ServerRunner',
      '-inMemory',
      '-port',
      String(port),
    ],
  }),
};

export const peersOf = (service) => Object.keys(PEERS).filter((name) => PEERS[name].service === service);

function npmPeer({ package: name, version, entry, command, ...rest }) {
  const directory = path.join(peersDirectory, `${name}-${version}`);
  const installed = path.join(directory, 'node_modules', name);
  const manifest = path.join(installed, 'package.json');
  return {
    ...rest,
    name,
    protocol: 'h1',
    durability: IN_MEMORY,
    settings: 'default',
    async prepare({ log }) {
      if (!fs.existsSync(manifest)) {
        log(`installing ${name}@${version}`);
        fs.mkdirSync(directory, { recursive: true });
        // A directory and a manifest of its own for each peer: one that cannot be installed does not stop the others,
        // and npm does not take it for a part of this workspace.
        fs.writeFileSync(path.join(directory, 'package.json'), '{ "private": true }\n');
        const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--save-exact'];
        await install('npm', ['install', '--prefix', directory, ...flags, `${name}@${version}`], directory);
      }
      return { version: JSON.parse(fs.readFileSync(manifest, 'utf8')).version };
    },
    command: ({ port, secondPort }) => command(path.join(installed, entry), port, secondPort),
  };
}

// One whose jars Maven brings. Takes part where both `java` and, for the first time, `mvn` are at hand.
function mavenPeer({ artifact, command, ...rest }) {
  const { groupId, artifactId, version } = artifact;
  const directory = path.join(peersDirectory, `${rest.name}-${version}`);
  const jars = path.join(directory, 'jars');
  return {
    ...rest,
    protocol: 'h1',
    durability: IN_MEMORY,
    async prepare({ log }) {
      requireCommand('java', '-version');
      if (!fs.existsSync(path.join(jars, `${artifactId}-${version}.jar`))) {
        requireCommand('mvn', '-version');
        log(`fetching ${groupId}:${artifactId}:${version}`);
        fs.mkdirSync(directory, { recursive: true });
        const project = path.join(directory, 'pom.xml');
        fs.writeFileSync(project, projectOf(artifact));
        const goals = ['dependency:copy-dependencies', `-DoutputDirectory=${jars}`, '-DincludeScope=runtime'];
        await install('mvn', ['-q', '-B', '-f', project, ...goals], directory);
      }
      return { version };
    },
    command: ({ port }) => ({ program: 'java', args: command(jars, port) }),
  };
}

const projectOf = ({ groupId, artifactId, version }) => `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>bench</groupId>
  <artifactId>peer</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>${groupId}</groupId>
      <artifactId>${artifactId}</artifactId>
      <version>${version}</version>
    </dependency>
  </dependencies>
</project>
`;

function requireCommand(name, argument) {
  try {
    execFileSync(name, [argument], { stdio: 'ignore' });
  } catch {
    throw new Error(`${name} is not at hand`);
  }
}

async function install(command, args, cwd) {
  const child = start(command, args, { cwd, env: environmentForInstalling() });
  const timer = setTimeout(() => void stop(child).catch(() => {}), INSTALL_LIMIT);
  const { code, reason } = await child.ended;
  clearTimeout(timer);
  if (code !== 0) throw new Error(`${command} ${args.at(-1)} ${reason} ${child.output().slice(-300)}`.trim());
}

// The user's registry, proxy and certificates stay; what `npm run` says about the package that it runs does not.
function environmentForInstalling() {
  const own = /^npm_(package|lifecycle|command|config_(local_prefix|prefix|workspaces?|include_workspace_root)$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}
