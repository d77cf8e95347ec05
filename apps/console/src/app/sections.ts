import type { Section } from '../contracts.js';
import { analytics } from '../pages/analytics/section.js';
import { cloudwatch } from '../pages/cloudwatch/section.js';
import { cognito } from '../pages/cognito/section.js';
import { controls } from '../pages/controls/section.js';
import { dynamodb } from '../pages/dynamodb/section.js';
import { home } from '../pages/home/section.js';
import { iam } from '../pages/iam/section.js';
import { kinesis } from '../pages/kinesis/section.js';
import { lambda } from '../pages/lambda/section.js';
import { requests } from '../pages/requests/section.js';

/** All of the console, in the order of the list of services. */
export const sections: readonly Section[] = [
  home,
  kinesis,
  analytics,
  lambda,
  dynamodb,
  iam,
  cognito,
  cloudwatch,
  requests,
  controls,
];
