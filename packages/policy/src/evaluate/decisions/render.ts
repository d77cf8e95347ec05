import { decisionGroups } from './index.js';
import type { DecisionCase, DecisionGroup, PolicyText, Verdict } from './table.js';

/** The table as a page for readers: `docs/policy-decisions.md`. */
export function renderDecisions(): string {
  const count = decisionGroups.reduce((sum, group) => sum + group.cases.length, 0);
  return [
    '# Policy decisions',
    '',
    `${count} requests, what Paddock answers, and the rule of AWS that says so. Every line is a test; the page is made from the same data by`,
    '`node packages/policy/scripts/write-decisions.mjs`. Where AWS documents no rule, the reason says that the choice is ours.',
    '',
    'Policies are of version 2012-10-17 unless they say otherwise; only their statements are shown. ARNs of us-east-1 and of account 111122223333,',
    'where most things are, are shortened: `…:stream/wildrydes` is `arn:aws:kinesis:us-east-1:111122223333:stream/wildrydes`, `…:user/alice` is',
    '`arn:aws:iam::111122223333:user/alice`, `…:assumed-role/ops/monday` is `arn:aws:sts::111122223333:assumed-role/ops/monday`.',
    '',
    ...decisionGroups.map((group) => `- [${group.title}](#${anchor(group.title)}) (${group.cases.length})`),
    '',
    ...decisionGroups.flatMap(renderGroup),
  ].join('\n');
}

function renderGroup(group: DecisionGroup): string[] {
  return [
    `## ${group.title}`,
    '',
    group.about,
    '',
    '| case | request | policies | answer | because |',
    '|---|---|---|---|---|',
    ...group.cases.map((each) =>
      row([each.title, request(each), policies(each), answer(each.gives), each.because].map((cell) => cell || '–')),
    ),
    '',
  ];
}

function request(each: DecisionCase): string {
  const parts = [who(each), code(each.action), code(each.resource)];
  if (each.resourceAccount !== undefined) parts.push(`of account ${each.resourceAccount}`);
  if (each.context !== undefined && Object.keys(each.context).length > 0) {
    parts.push(`with ${code(JSON.stringify(each.context))}`);
  }
  return parts.join('<br>');
}

function who({ who }: DecisionCase): string {
  switch (who.kind) {
    case 'root':
      return `root of ${who.account}`;
    case 'role':
      return code(who.sessionArn);
    case 'service':
      return `service ${code(who.service)}`;
    case 'web-identity':
      return `web identity of ${code(who.provider)}`;
    case 'anonymous':
      return 'anonymous';
    default:
      return code(who.arn);
  }
}

function policies(each: DecisionCase): string {
  const identity =
    each.identity === 'all'
      ? ['identity: all, as root']
      : each.identity?.length === 0
        ? ['identity: none']
        : labelled('identity', each.identity ?? []);
  const session = each.session?.length === 0 ? ['session: none'] : labelled('session', each.session ?? []);
  return [
    ...identity,
    ...labelled('boundary', [each.boundary]),
    ...session,
    ...labelled('resource', [each.resourcePolicy]),
    ...labelled('trust', [each.trust]),
  ].join('<br>');
}

function labelled(label: string, texts: readonly (PolicyText | undefined)[]): string[] {
  return texts.filter((text) => text !== undefined).map((text) => `${label}: ${code(JSON.stringify(text))}`);
}

function answer({ outcome, decidedBy }: Verdict): string {
  const type = decidedBy === 'permissions boundary' || decidedBy === 'root' ? decidedBy : `${decidedBy} policy`;
  if (outcome === 'allowed') return `**allowed** by ${type}`;
  return outcome === 'explicit-deny' ? `**denied** by ${type}` : `**not allowed**: missing in ${type}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function code(text: string): string {
  return `\`${text.replace(/arn:aws:(?:(?:kinesis|dynamodb|logs):us-east-1|iam:|sts:):111122223333:/g, '…:')}\``;
}

function anchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}
