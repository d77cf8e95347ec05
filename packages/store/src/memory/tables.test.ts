import { tablesContract } from '../contracts/tables-contract.js';
import { openMemoryTables } from './tables.js';

tablesContract('memory tables', async () => ({ tables: openMemoryTables(), dispose: async () => {} }));
