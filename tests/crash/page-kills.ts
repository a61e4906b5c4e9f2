/**
 * The first promise, in a real browser: what the screen calls "Saved on this device" survives a crash of the page and of
 * the browser. `pnpm campaign:page-kills [kills=100] [saves=500] [seed]`; exit 1 when a record is lost or doubled.
 */
import { TestServer } from '../support/server.ts';
import { runKillCampaign } from './kill-campaign.ts';

const [kills = 100, saves = 500, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
if (![kills, saves, seed].every(Number.isSafeInteger)) {
  console.error('usage: pnpm campaign:page-kills [kills=100] [saves=500] [seed]');
  process.exit(2);
}

console.log(`seed ${seed}: ${kills} kills in ${saves} saves`);
const startedAt = performance.now();
const server = await TestServer.start();
try {
  const report = await runKillCampaign({
    origin: server.origin,
    kills,
    saves,
    seed,
    onKill: (killed) => killed % 10 === 0 && console.log(`  ${killed} kills`),
  });
  const { attempted, confirmed, lost, doubled, unconfirmedButPresent, expectedMinor, storedMinor } = report;
  console.log(`kills                    ${report.kills} (${report.browserKills} of the whole browser)`);
  console.log(`saves                    ${attempted}, ${confirmed} called saved by the screen`);
  console.log(`lost                     ${lost.length} ${lost.join(' ')}`);
  console.log(`doubled                  ${doubled.length} ${doubled.join(' ')}`);
  console.log(`unconfirmed but present  ${unconfirmedButPresent}`);
  console.log(`sum in minor units       ${storedMinor}, expected ${expectedMinor}`);
  console.log(`seed ${seed}, ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  const isKept = lost.length === 0 && doubled.length === 0 && storedMinor === expectedMinor;
  process.exitCode = isKept ? 0 : 1;
} finally {
  await server.remove();
}
