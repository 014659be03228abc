import type { Store } from './ports.ts';

/** Recordings in which something was amiss when their files were last hashed again. */
export async function damagedPackages({ packages }: Pick<Store, 'packages'>) {
  return (await packages.all()).flatMap(({ recording, checkedAt, sound }) =>
    sound || checkedAt === null ? [] : [{ recording, at: checkedAt }],
  );
}
