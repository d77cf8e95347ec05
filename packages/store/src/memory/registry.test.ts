import { registryContract } from '../contracts/registry-contract.js';
import { openMemoryRegistry } from './registry.js';

registryContract('the memory registry', async () => openMemoryRegistry());
