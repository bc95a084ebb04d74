/** What so many calls of one size cost, by the whole engine: looked up, simulated, booked. */
import type { Catalogue } from "../../shared/prices/catalogue.ts";
import { loadCatalogue } from "../../shared/prices/genai-prices.ts";
import { prepareRun } from "../../shared/run/prepare.ts";
import type { Scenario } from "../../shared/scenario/schema.ts";
import { CompiledScenario } from "../../shared/simulate/replication.ts";
import type { Figure } from "../../shared/simulate/tally.ts";
import { plainScenario } from "../support/scenarios.ts";
import { figure } from "../support/simulate.ts";

type Step = Scenario["task"]["steps"][number];
type Model = Scenario["models"][string];

export interface Calls {
  /** A catalogue id, or prices. */
  readonly price: NonNullable<Model["price"]>;
  readonly calls: number;
  readonly input: number;
  readonly output: number;
  /** Tokens of the input that are read from a cache. */
  readonly cached?: number;
  /** Whether the rest of the input is written to it. */
  readonly writesCache?: boolean;
  readonly commitment?: NonNullable<Model["commitment"]>;
  readonly design?: Partial<Scenario["designs"][string]>;
  /** The day of the bill; absent = 2026-12-01. */
  readonly on?: string;
}

export interface Bill {
  readonly input: number;
  readonly cachedInput: number;
  readonly output: number;
  readonly total: number;
}

const PARTS = [
  "costInput",
  "costCachedInput",
  "costOutput",
  "costWasted",
  "costFallback",
] as const satisfies Figure[];

let catalogue: Catalogue | undefined;

/** Every hundredth of a second one call, each answered whole. With the express lane and without it. */
export async function billOf(asked: Calls): Promise<Bill> {
  catalogue ??= await loadCatalogue();
  const step: Partial<Step> = {
    input: asked.input,
    output: asked.output,
    ...(asked.cached === undefined ? {} : { cachedShare: asked.cached / asked.input }),
    ...(asked.writesCache === undefined ? {} : { writesCache: asked.writesCache }),
  };
  const scenario: Scenario = {
    ...plainScenario({
      step,
      model: {
        price: asked.price,
        ...(asked.commitment === undefined ? {} : { commitment: asked.commitment }),
      },
      ...(asked.design === undefined ? {} : { design: asked.design }),
    }),
    traffic: { trace: { file: "bill", columns: { time: "t" } } },
  };
  const times = Float64Array.from({ length: asked.calls }, (_, call) => call / 100);
  const prepared = prepareRun(scenario, { "bill#t": times }, { today: asked.on ?? "2026-12-01", catalogue });
  if (!prepared.ok) throw new Error(prepared.error.map(({ message }) => message).join(" "));
  const [bill, slowly] = [true, false].map((express) => {
    const [tally] = new CompiledScenario({ ...prepared.value.request, express }).simulate(0);
    const [input, cachedInput, output, wasted, fallback] = PARTS.map((part) => figure(tally!, part));
    return {
      input: input!,
      cachedInput: cachedInput!,
      output: output!,
      total: input! + cachedInput! + output! + wasted! + fallback!,
    };
  });
  if (Math.abs(bill!.total - slowly!.total) > 1e-9) throw new Error("the express lane has another bill");
  return bill!;
}
