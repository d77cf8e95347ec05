import { testPage } from '../testing-docs.js';
import { operations } from './operations/index.js';

testPage('s3', operations);
