/** What the scenarios' README says of each is true. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { answerOf } from "../../shared/findings/answer-of.ts";
import { compareAnswerOf } from "../../shared/findings/comparison-study.ts";
import { contextOf } from "../../shared/findings/context.ts";
import { Fold } from "../../shared/run/fold.ts";
import { prepareRun } from "../../shared/run/prepare.ts";
import { parseScenario } from "../../shared/scenario/parse.ts";
import { CompiledScenario } from "../../shared/simulate/replication.ts";

interface Parts {
  readonly start?: string;
  readonly designs?: readonly string[];
}

function simulated(file: string, replications: number, { start, ...parts }: Parts = {}) {
  const parsed = parseScenario(readFileSync(`scenarios/${file}.json`, "utf8"));
  if (!parsed.ok) throw new Error(parsed.error[0]?.message);
  const scenario =
    start === undefined
      ? parsed.value
      : { ...parsed.value, simulation: { ...parsed.value.simulation, start } };
  const prepared = prepareRun(scenario, {}, { ...parts, replications, today: "2026-12-01" });
  if (!prepared.ok) throw new Error(prepared.error[0]?.message);
  const { request } = prepared.value;
  const compiled = new CompiledScenario(request);
  const fold = new Fold(request.designs);
  for (let replication = 0; replication < replications; replication++)
    fold.addAll(compiled.simulate(replication));
  const context = contextOf(prepared.value, "");
  const answer = answerOf(context, fold, 0);
  const comparison = compareAnswerOf(context, fold, { load: 1 }, 0);
  const figure = (design: string, measure: string) =>
    comparison.designs[design]?.figures[measure]?.value ?? Number.POSITIVE_INFINITY;
  const broken = (design: string) => comparison.designs[design]?.broken;
  return { answer, comparison, figure, broken };
}

test("Launch spike: idle quota, and only the second model keeps the promises, for little money", () => {
  const { answer, figure, broken } = simulated("launch-spike", 42);
  expect(answer.designs["retry"]?.quota["main"]?.["requestsPerMinute"]?.mean).toBeLessThan(0.25);
  expect(broken("retry")).toContain("deliveredShare");
  expect(broken("paced")).toContain("result.p95");
  expect(figure("paced", "tasks.late")).toBeGreaterThan(0.1);
  expect(broken("queued")).toContain("result.p95");
  expect(broken("spill-over")).toEqual([]);
  const more = figure("spill-over", "costPerUnit") / figure("retry", "costPerUnit");
  expect(more).toBeGreaterThan(1);
  expect(more).toBeLessThan(1.03);
});

test("Agent loop: without a cache five times the money; cutting off saves a tenth and fails a tenth", () => {
  const { figure, broken } = simulated("agent-loop", 28);
  const times = figure("cache off", "costPerUnit") / figure("cached", "costPerUnit");
  expect(times).toBeGreaterThan(4);
  expect(times).toBeLessThan(6);
  const saved = 1 - figure("cut at five minutes", "costPerUnit") / figure("cached", "costPerUnit");
  expect(saved).toBeGreaterThan(0.07);
  expect(saved).toBeLessThan(0.14);
  expect(figure("cut at five minutes", "tasks.failed")).toBeGreaterThan(0.07);
  expect(figure("cut at five minutes", "tasks.failed")).toBeLessThan(0.12);
  expect(broken("cached")).toEqual([]);
});

test("Retrieval pipeline: a large reranker costs twice as much for little; streaming shortens the wait for nothing", () => {
  const { figure, comparison } = simulated("retrieval-pipeline", 42);
  expect(figure("large reranker", "costPerUnit") / figure("streamed", "costPerUnit")).toBeGreaterThan(2);
  const right = figure("large reranker", "successShare") - figure("streamed", "successShare");
  expect(right).toBeLessThan(0.03);
  const month = comparison.measures.find(({ measure }) => measure === "monthlyCost");
  expect(month?.differences[0]).toMatchObject({ design: "waiting", relation: "equal" });
  expect(figure("streamed", "response.p95")).toBeLessThan(figure("waiting", "response.p95") * 0.4);
  expect(figure("streamed", "tasks.late")).toBeLessThan(figure("waiting", "tasks.late") / 5);
});

test("Overnight batch: batches keep the cost, hourly ones the deadline, too", () => {
  const { broken } = simulated("overnight-batch", 42);
  expect(broken("at once")).toEqual(["costPerUnit"]);
  expect(broken("batched")).toEqual([]);
  expect(broken("batched once a day")).toContain("result.p95");
});

test("Two providers: a second provider saves what retries and regions lose, a breaker saves the time", () => {
  const { figure, broken } = simulated("two-providers", 56);
  const lost = (design: string) => figure(design, "tasks.failed");
  expect(lost("second region")).toBeGreaterThan(0.8 * lost("retries"));
  expect(lost("second provider")).toBeLessThan(0.1 * lost("retries"));
  expect(broken("second provider")).toContain("result.p99");
  expect(broken("with a breaker")).toEqual([]);
  expect(figure("with a breaker", "result.p99")).toBeLessThan(0.8 * figure("second provider", "result.p99"));
});

test("Retirement: within budget today, far beyond with the successor, kept by a smaller model", () => {
  const month = (start: string) => {
    const { designs } = simulated("retirement", 42, { start }).answer;
    return (design: string) => designs[design]?.targets.find(({ name }) => name === "monthlyCost");
  };
  const now = month("2026-12-01");
  const then = month("2027-03-15");
  expect(now("as it is")?.value.value).toBeLessThan(900);
  expect(then("as it is")).toMatchObject({ verdict: "fail" });
  expect(then("as it is")?.value.value).toBeGreaterThan(1500);
  expect(then("smaller now")?.value.worlds.p95).toBeLessThan(900);
});

test("Support assistant: one design breaks a promise; the pilot paid twice what the model says", () => {
  const { answer, broken } = simulated("support-assistant", 14, { designs: ["streamed", "overnight"] });
  expect(broken("overnight")).toContain("result.p95");
  expect(answer.designs["streamed"]?.targets.filter(({ verdict }) => verdict === "fail")).toEqual([]);
  expect(answer.pilot?.finding).toBe("pilot dearer");
  expect((answer.pilot?.costPerCall ?? 0) / (answer.pilot?.modelCostPerCall.value ?? 1)).toBeGreaterThan(1.8);
});
