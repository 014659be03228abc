import { createStore } from '../../server/store/store.ts';
import { authContract } from '../contract/auth.ts';

authContract('on SQLite', () => createStore({ file: ':memory:' }));
