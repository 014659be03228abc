import { type Refusal, refusalCodes } from '../../core/refusal.ts';

function withCode(value: unknown): Refusal | null {
  if (typeof value !== 'object' || value === null || !('code' in value)) return null;
  const code = refusalCodes.find((known) => known === value.code);
  return code ? { code } : null;
}

/** The refusal in a body `{refusal: {code}}`, or in the bare `{code}`; null if there is none that this page knows. */
export function refusalIn(body: unknown): Refusal | null {
  if (typeof body === 'object' && body !== null && 'refusal' in body) return withCode(body.refusal);
  return withCode(body);
}
