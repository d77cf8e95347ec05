import type { Decision } from './model.js';

/** The text that says why a decision is what it is. */
export type Why =
  | 'why.root'
  | 'why.allowed.identity'
  | 'why.allowed.resource'
  | 'why.allowed.other'
  | 'why.deny.explicit'
  | 'why.deny.identity'
  | 'why.deny.resource'
  | 'why.deny.boundary'
  | 'why.deny.session';

export function whyOf({ outcome, decidedBy }: Pick<Decision, 'outcome' | 'decidedBy'>): Why {
  if (outcome === 'explicit-deny') return 'why.deny.explicit';
  if (outcome === 'implicit-deny') return implicit[decidedBy];
  if (decidedBy === 'root') return 'why.root';
  if (decidedBy === 'identity-based') return 'why.allowed.identity';
  return decidedBy === 'resource-based' ? 'why.allowed.resource' : 'why.allowed.other';
}

const implicit: Readonly<Record<Decision['decidedBy'], Why>> = {
  root: 'why.deny.identity',
  'identity-based': 'why.deny.identity',
  'resource-based': 'why.deny.resource',
  'permissions boundary': 'why.deny.boundary',
  session: 'why.deny.session',
};
