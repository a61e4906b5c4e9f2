import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Installation } from '../support/installation.ts';
import { bundleServerAlone } from '../support/server-bundle.ts';
import { runServerKillCampaign } from './server-kill-campaign.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await bundleServerAlone();
});
afterAll(() => installation.remove());

const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000);

it(
  `killed while five write, keeps what it confirmed or showed and starts again (seed ${seed})`,
  { timeout: 240_000 },
  async () => {
    const report = await runServerKillCampaign({ installation, seed, kills: 20, killsPerClass: 10 });
    expect(report.faults).toEqual([]);
    // A campaign in which nothing happened would show nothing.
    expect(report.confirmed).toBeGreaterThan(1_000);
    expect(report.promised).toBeGreaterThan(20);
    expect(report.compacted + report.cutSnapshots).toBeGreaterThan(0);
    console.info(report);
  },
);
