const prefix = 'diemcau.minutes.';

/** Under which key of the device's storage a draft of minutes is kept: each account's own. */
export function draftKey(participant: string, meeting: string): string {
  return `${prefix}${participant}.${meeting}`;
}

/** Takes away every draft that is kept, whoever typed it: the next one at this device finds nothing. */
export function forgetDrafts(storage: Pick<Storage, 'length' | 'key' | 'removeItem'>): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  for (const key of keys) if (key.startsWith(prefix)) storage.removeItem(key);
}
