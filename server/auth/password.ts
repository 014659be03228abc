import { hash, verify } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet: argon2id (the library's default), 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Shortest password of a real account, in characters. Length is the only rule: others make people write it down. */
export const shortestPassword = 10;

/** The same password typed on another system may come as other code points: ế as one or as three. */
const normal = (password: string): string => password.normalize('NFKC');

/** The password's hash in PHC format. About 30 ms of a core and 19 MiB, off the event loop. */
export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), cost);
}

/** Whether the password gave this hash; a hash that is none fits nothing. */
export async function fitsPassword(passwordHash: string, password: string): Promise<boolean> {
  try {
    return await verify(passwordHash, normal(password));
  } catch {
    return false;
  }
}
