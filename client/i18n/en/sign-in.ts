import type { Same } from '../same.ts';
import type { signIn as source } from '../vi/sign-in.ts';

export const signIn: Same<typeof source> = {};
