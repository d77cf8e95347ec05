export { deploy, plan } from './deploy.js';
export { destroy, planRemoval } from './destroy.js';
export { findDeployment } from './find.js';
export { describeDeployment } from './status.js';
export type {
  Action,
  Deployment,
  Part,
  Plan,
  ProvisionEvent,
  ProvisionOptions,
  Removal,
  RemovalOptions,
  RideStatus,
  SummaryKind,
} from './contracts.js';
