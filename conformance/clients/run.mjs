#!/usr/bin/env node
// Runs every client whose toolchain is there against a Paddock of its own; see README.md.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { checks } from './checks.mjs';
import { fixture, makeFixtures } from './fixtures.mjs';
import { functionsDirectory, zipFunctions } from './functions.mjs';
import { clients } from './toolchains.mjs';

const here = import.meta.dirname;
const count = { passed: 0, failed: 0, skipped: 0 };
// Nothing of the caller's own AWS set-up may reach the clients.
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));

// What one client does in one scenario.
const programs = clients.flatMap((client) =>
  Object.keys(checks).map((scenario) => ({ ...client, scenario, title: `${client.name}: ${scenario}` })),
);
const chosen = process.argv.slice(2);
const unknown = chosen.find((word) => !programs.some(({ title }) => title.includes(word)));
if (unknown !== undefined) {
  console.error(`Nothing is called ${unknown}. There are:\n${programs.map(({ title }) => `  ${title}`).join('\n')}`);
  process.exit(2);
}
const problems = new Map();
/** What go, cargo and mvn say without a network. */
const cannotDownload =
  /dial tcp|module lookup disabled|[Cc]ould not resolve host|failed to download|Could not transfer artifact|Unknown host/;

mkdirSync(join(here, '.build'), { recursive: true });
zipFunctions();
const paddock = await startPaddock();
try {
  const facts = await makeFixtures(paddock.url);
  for (const program of programs) {
    if (chosen.length === 0 || chosen.some((word) => program.title.includes(word)))
      await check(program, paddock.url, facts[program.scenario]);
  }
} finally {
  paddock.stop();
}
console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exitCode = count.failed > 0 ? 1 : 0;

async function check({ title, scenario, missing, build, command }, url, facts) {
  console.log(`\n${title}`);
  const list = checks[scenario];
  const reason = missing(scenario);
  if (reason !== undefined) {
    console.log(`left out: ${reason}`);
    count.skipped += list.length;
    return;
  }
  if (!problems.has(build)) problems.set(build, build?.());
  const problem = problems.get(build);
  if (problem !== undefined) {
    if (cannotDownload.test(problem)) {
      console.log(`left out: its SDK cannot be downloaded:\n${problem}`);
      count.skipped += list.length;
    } else fail(`it cannot be built:\n${problem}`);
    return;
  }
  const { lines, status } = await run(command(scenario), {
    PADDOCK_URL: url,
    PADDOCK_FIXTURE: fixture,
    PADDOCK_FUNCTIONS: functionsDirectory,
  });
  const saw = lines.filter((line) => line.startsWith('fact '));
  const said = new Set();
  for (const line of lines) {
    const [, kind, rest] = /^(ok|skip) (.*)$/.exec(line) ?? [];
    const found = kind && list.find((one) => (kind === 'ok' ? rest === one : rest.startsWith(`${one}: `)));
    if (found) said.add(found);
    if (!found && line.startsWith('ok ')) fail(`a check that is not on the list: ${line}`);
    else if (!line.startsWith('fact ')) console.log(line);
    if (found) count[kind === 'ok' ? 'passed' : 'skipped']++;
  }
  if (status !== 0) fail(`it ended with ${status}`);
  else for (const one of list) if (!said.has(one)) fail(`not checked: ${one}`);
  if (status === 0 && saw.join('\n') !== facts.join('\n'))
    fail(`it read\n${saw.join('\n')}\ninstead of\n${facts.join('\n')}`);
}

function fail(what) {
  console.log(`not ok ${what}`);
  count.failed++;
}

/** Its lines, and what it ended with: an exit code, or the signal that ended it when it took longer than five minutes. */
async function run([program, ...args], variables) {
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...environment, ...variables },
    timeout: 300_000,
  });
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
  const lines = [];
  for await (const line of createInterface({ input: child.stdout })) lines.push(line);
  return { lines, status: await ended };
}

/** A server as it comes: signatures, rates and passing states are AWS's. */
async function startPaddock() {
  const program = join(here, '..', '..', 'packages', 'server', 'bin', 'paddock.js');
  const child = spawn(process.execPath, [program, 'up', '--port', '0', '--ephemeral', '--log-level', 'warn'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environment,
  });
  const stop = () => void child.kill('SIGINT');
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const url = /serves on (http:\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    return { url, stop };
  }
  throw new Error('Paddock does not start');
}
