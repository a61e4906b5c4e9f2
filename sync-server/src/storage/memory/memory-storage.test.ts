import { CONTRACT_NOW, describeStorageContract } from '../contract-suite.ts';
import { createMemoryStorage } from './memory-storage.ts';

describeStorageContract('memory storage', () => {
  const storage = createMemoryStorage(() => CONTRACT_NOW);
  const reopen = () => {
    storage.reopen();
    return Promise.resolve(storage);
  };
  return Promise.resolve({ storage, reopen, cleanUp: () => storage.close() });
});
