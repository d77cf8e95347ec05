import { logContract } from '../contracts/log-contract.js';
import { openMemoryLog } from './log.js';

logContract('the memory log', async () => ({ log: await openMemoryLog(), dispose: async () => {} }));
