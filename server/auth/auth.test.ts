import { authContract } from '../../test/contract/auth.ts';
import { createMemoryStore } from '../../test/doubles/store.ts';

// On the real store the same suite runs in test/integration/auth.test.ts: adapters do not import one another.
authContract('on the memory store', async () => createMemoryStore());
