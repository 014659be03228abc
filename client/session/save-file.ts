import type { Refusal } from '../../core/refusal.ts';
import { freshToken } from './identity.ts';
import { refusalIn } from './refusal-in.ts';

/** The name that the hub gives a file; it stands encoded (RFC 6266), so that Vietnamese comes through. */
function nameIn(disposition: string | null): string | null {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  const plain = /filename="([^"]+)"/i.exec(disposition ?? '')?.[1];
  if (encoded === undefined) return plain ?? null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return plain ?? null;
  }
}

async function refusalOf(response: Response): Promise<Refusal> {
  const body: unknown = await response.json().catch(() => null);
  return refusalIn(body) ?? { code: 'internal' };
}

/**
 * Has the browser save a file that the hub makes for whoever is signed in. Null once the browser has it; never throws.
 * Made for tables and logs: the whole file passes through memory.
 */
export async function saveFile(path: string, usualName: string): Promise<Refusal | null> {
  const token = await freshToken();
  if (!token.ok) return token.refusal;
  try {
    const headers = { Authorization: `Bearer ${token.reply}` };
    const response = await fetch(path, { headers, credentials: 'omit', cache: 'no-store' });
    if (!response.ok) return await refusalOf(response);
    const address = URL.createObjectURL(await response.blob());
    const link = document.createElement('a');
    link.href = address;
    link.download = nameIn(response.headers.get('Content-Disposition')) ?? usualName;
    link.click();
    // The browser has taken it over by the next turn; until then the address must be good.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    return null;
  } catch {
    return { code: 'unavailable' };
  }
}
