/**
 * The promise of a barrier, against the real server: what was confirmed survives kill -9, whenever it comes.
 * `pnpm campaign:server-kills [kills=2000] [seed]`; exit 1 when anything is lost, unreadable or different.
 */
import { bundleServerAlone } from '../support/server-bundle.ts';
import { runServerKillCampaign } from './server-kill-campaign.ts';

const [kills = 2000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
if (![kills, seed].every(Number.isSafeInteger)) {
  console.error('usage: pnpm campaign:server-kills [kills=2000] [seed]');
  process.exit(2);
}

console.log(`seed ${seed}: ${kills} kills`);
const startedAtMs = performance.now();
const installation = await bundleServerAlone();
try {
  const report = await runServerKillCampaign({
    installation,
    kills,
    seed,
    onKill: (killed) => killed % 50 === 0 && console.log(`  ${killed} kills`),
  });
  const moments = Object.entries(report.kills).map(([moment, count]) => `${count} ${moment}`);
  console.log(`kills                  ${moments.join(', ')}`);
  console.log(`half made              ${report.halfMade} times, ${report.cutSnapshots} of them a snapshot`);
  console.log(`classes                ${report.classes}, ${report.compacted} with a snapshot`);
  console.log(`records                ${report.records}, ${report.confirmed} confirmed by a barrier`);
  console.log(`accounts and the like  ${report.promised} answered with 201`);
  console.log(`torn last lines        ${report.torn}`);
  console.log(`false alarms           ${report.falseAlarms}`);
  console.log(`slowest start          ${report.slowestStartMs.toFixed(0)} ms`);
  console.log(`faults                 ${report.faults.length}`);
  for (const fault of report.faults.slice(0, 50)) console.log(`  ${fault}`);
  console.log(`seed ${seed}, ${((performance.now() - startedAtMs) / 1000).toFixed(0)} s`);
  process.exitCode = report.faults.length === 0 ? 0 : 1;
} finally {
  await installation.remove();
}
