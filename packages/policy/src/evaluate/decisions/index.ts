import { explicitDeny, groups, identityBasics } from './identity-based.js';
import { boundaries, federatedUsers, sessions } from './limits.js';
import { negatedLists, wildcards } from './patterns.js';
import { crossAccount, withoutAccount } from './across-accounts.js';
import { numbersAndDates } from './number-conditions.js';
import { otherFamilies } from './other-conditions.js';
import { sameAccount } from './same-account.js';
import { sets } from './set-conditions.js';
import { strings } from './string-conditions.js';
import { notPrincipal, rootUser } from './root-and-not-principal.js';
import type { DecisionGroup } from './table.js';
import { trust, trustOfOthers } from './trust.js';
import { variables } from './variables.js';
import { mapRole, processorRole } from './workshop.js';

export const decisionGroups: readonly DecisionGroup[] = [
  identityBasics,
  wildcards,
  negatedLists,
  explicitDeny,
  groups,
  boundaries,
  sessions,
  federatedUsers,
  sameAccount,
  crossAccount,
  withoutAccount,
  trust,
  trustOfOthers,
  notPrincipal,
  rootUser,
  variables,
  strings,
  numbersAndDates,
  otherFamilies,
  sets,
  mapRole,
  processorRole,
];
