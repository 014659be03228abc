import type { MeetingSettings } from '../../core/settings.ts';
import type { MeetingOrderReply } from '../../protocol/convening.ts';
import type { MeetingListItem, SessionReply } from '../../protocol/http.ts';

async function ask<T>(url: string, init: RequestInit): Promise<T> {
  const answer = await fetch(url, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text}`);
  return JSON.parse(text) as T;
}

/**
 * Changes settings of the demo's meeting before it opens, as the secretary does with the form, but as finely as the hub
 * takes them: a limit of seconds, which no form offers, spares a test the minutes.
 */
export async function arrangeSettings(
  origin: string,
  change: (settings: MeetingSettings) => Partial<MeetingSettings>,
): Promise<void> {
  const json = { 'content-type': 'application/json' };
  const { token } = await ask<SessionReply>(`${origin}/api/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ username: 'thuky', password: 'diemcau' }),
  });
  const headers = { ...json, authorization: `Bearer ${token}` };
  const [meeting] = await ask<readonly MeetingListItem[]>(`${origin}/api/meetings`, { headers });
  if (!meeting) throw new Error('the demo has no meeting');
  const path = `${origin}/api/meetings/${meeting.id}`;
  const { unit: _, scheduledAt: __, ...order } = await ask<MeetingOrderReply>(`${path}/order`, { headers });
  const settings = { ...order.settings, ...change(order.settings) };
  await ask(path, { method: 'PUT', headers, body: JSON.stringify({ ...order, settings }) });
}
