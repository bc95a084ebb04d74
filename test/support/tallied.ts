import { createHash } from "node:crypto";
import exampleText from "../../scenarios/support-assistant.json?raw";
import { inlinePort } from "../../shared/run/inline-port.ts";
import { WorkerPool } from "../../shared/run/pool.ts";
import { prepareRun } from "../../shared/run/prepare.ts";
import type { RunRequest } from "../../shared/run/request.ts";
import { parseScenario } from "../../shared/scenario/parse.ts";
import type { ReplicationTally } from "../../shared/simulate/tally.ts";

/** A short run of the example. */
export function exampleRequest(replications: number): RunRequest {
  const parsed = parseScenario(exampleText);
  if (!parsed.ok) throw new Error("the example is not valid");
  const prepared = prepareRun(parsed.value, {}, { replications, days: 0.02, today: "2026-12-01" });
  if (!prepared.ok) throw new Error("the example can't be run");
  return prepared.value.request;
}

export /** Every byte of a run's tallies, in replication order. */
function digest(tallies: readonly ReplicationTally[]): string {
  const hash = createHash("sha256");
  const sorted = [...tallies].sort(
    (a, b) => a.replication - b.replication || a.design.localeCompare(b.design),
  );
  for (const tally of sorted) {
    hash.update(`${tally.replication} ${tally.world} ${tally.weekday} ${tally.trafficDays} ${tally.design}`);
    hash.update(new Uint8Array(tally.figures.buffer));
    for (const { bins, counts, infinite, max } of Object.values(tally.histograms))
      hash.update(`${bins.join()} ${counts.join()} ${infinite} ${max}`);
    hash.update(tally.withinTarget.join());
    hash.update(JSON.stringify(tally.quota));
  }
  return hash.digest("hex");
}

/** All tallies of a run. */
export async function tallied(
  request: RunRequest,
  workers: number,
  port = inlinePort,
): Promise<ReplicationTally[]> {
  const tallies: ReplicationTally[] = [];
  const pool = new WorkerPool(port, workers);
  await pool.run(request, { tallies: (some) => tallies.push(...some) }).finished;
  pool.close();
  return tallies;
}
