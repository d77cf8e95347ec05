import type { PolicyDocument, Statement } from '../document/policy-document.js';

/**
 * The condition keys that policies ask for, as written: those that variables of Resource and NotResource name, then those of conditions and
 * of the variables in their values, in the documents' order. A key that comes again, in whatever case, is left out.
 */
export function contextKeysOf(documents: readonly PolicyDocument[]): string[] {
  const byLowerCase = new Map<string, string>();
  for (const document of documents) {
    for (const key of document.statements.flatMap((statement) => keysOf(statement, document.version))) {
      if (!byLowerCase.has(key.toLowerCase())) byLowerCase.set(key.toLowerCase(), key);
    }
  }
  return [...byLowerCase.values()];
}

function keysOf(statement: Statement, version: PolicyDocument['version']): string[] {
  const variables = version === '2012-10-17' ? variablesOf : () => [];
  return [
    ...(statement.resources?.patterns ?? []).flatMap(variables),
    ...statement.conditions.flatMap((condition) => [condition.key, ...condition.values.flatMap(variables)]),
  ];
}

/** `${aws:username}` and `${aws:PrincipalTag/team, 'none'}` name a key; `${*}`, `${?}` and `${$}` are characters. */
function variablesOf(text: string): string[] {
  const named = [...text.matchAll(/\$\{([^{},']+)(?:,\s*'[^']*'\s*)?\}/g)].map((match) => match[1]?.trim() ?? '');
  return named.filter((key) => !['', '*', '?', '$'].includes(key));
}
