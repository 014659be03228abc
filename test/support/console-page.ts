import type { Locator, Page } from 'playwright-core';

/** A part of the panel beside the stage, by the words of its tab. */
export async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click();
}

/** Types a name into the search of the roster, whose tab is open, and gives the card of whom it finds. */
export async function findCard(page: Page, typed: string, name: string): Promise<Locator> {
  await page.getByLabel('Tìm điểm cầu, đại biểu').fill(typed);
  // What is found stands alone: those who need attention, whoever they are, are no longer above it.
  await page.getByRole('heading', { name: /^Cần để ý/ }).waitFor({ state: 'detached' });
  return page.getByRole('group', { name, exact: true }).first();
}

/** Does something with somebody of the roster by its row: what stands on the row itself or in its menu. */
export async function chooseFor(
  page: Page,
  who: { typed: string; name: string },
  deed: string,
): Promise<void> {
  await openTab(page, 'Điểm cầu');
  await findCard(page, who.typed, who.name);
  await page.getByRole('button', { name: `Thao tác khác với ${who.name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: deed, exact: true }).click();
}

/** A line of the list of those who speak, or of the queue: people and units alike. */
export function line(page: Page, list: 'Đang phát biểu' | 'Đăng ký phát biểu', name: string): Locator {
  return page.getByRole('region', { name: list, exact: true }).getByRole('listitem', { name, exact: true });
}

/** Presses a button of these exact words within a part of the page. */
export async function pressIn(part: Locator, name: string): Promise<void> {
  await part.getByRole('button', { name, exact: true }).click();
}
