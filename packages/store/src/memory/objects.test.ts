import { objectsContract } from '../contracts/objects-contract.js';
import { openMemoryObjects } from './objects.js';

objectsContract('memory objects', async () => ({ objects: openMemoryObjects(), dispose: async () => {} }));
