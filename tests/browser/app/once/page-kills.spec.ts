import { runKillCampaign } from '../../../crash/kill-campaign.ts';
import { expect, test } from '../../../support/fixtures.ts';

test('what the screen calls saved survives kills of the page and the browser', async ({ server }) => {
  test.setTimeout(180_000);
  const seed = Date.now() % 1_000_000;
  const report = await runKillCampaign({ origin: server.origin, kills: 6, saves: 12, seed });
  expect(report, `seed ${seed}`).toMatchObject({ kills: 6, attempted: 12, lost: [], doubled: [] });
  expect(report.storedMinor, `seed ${seed}`).toBe(report.expectedMinor);
  expect(report.confirmed).toBeGreaterThanOrEqual(6);
});
