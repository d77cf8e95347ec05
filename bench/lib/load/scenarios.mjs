import { DYNAMODB_SCENARIOS } from './dynamodb.mjs';
import { KINESIS_SCENARIOS } from './kinesis.mjs';

const SERVICES = { kinesis: KINESIS_SCENARIOS, dynamodb: DYNAMODB_SCENARIOS };

// Every scenario: name → { service, run(load, fields) }.
export const SCENARIOS = new Map(
  Object.entries(SERVICES).flatMap(([service, scenarios]) =>
    Object.entries(scenarios).map(([name, run]) => [name, { service, run }]),
  ),
);

// Names, prefixes of names (put-record, get-records), services, or all; comma-separated. Throws on what is none of them.
export function selectScenarios(list) {
  const chosen = list
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
    .flatMap((word) => {
      const names = [...SCENARIOS.keys()].filter((name) => matches(word, name));
      if (names.length === 0)
        throw new Error(`unknown scenario ${word}; there are ${[...SCENARIOS.keys()].join(', ')}`);
      return names;
    });
  return [...new Set(chosen)];
}

function matches(word, name) {
  if (SCENARIOS.has(word)) return word === name;
  if (word === 'all' || word === SCENARIOS.get(name).service) return true;
  return name.startsWith(`${word}-`) && /^\d+$/.test(name.slice(word.length + 1));
}
