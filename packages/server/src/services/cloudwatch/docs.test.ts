import { testPage } from '../testing-docs.js';
import { alarmOperations } from './alarms/operations/index.js';
import { operations } from './operations/index.js';

testPage('cloudwatch', [...operations, ...alarmOperations]);
