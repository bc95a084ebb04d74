import { spearmanToPearson } from "../distribution/copula.ts";
import type { ResolvedPrices } from "../prices/resolve.ts";
import type { ResolvedDesign } from "../scenario/designs.ts";
import type { Costs, Scenario, Step, Value } from "../scenario/schema.ts";
import {
  type CompiledProvider,
  compileLatency,
  compileProvider,
  successQuantity,
} from "./compile-provider.ts";
import { columnKey } from "./compile-traffic.ts";
import type { Varying } from "./draws.ts";
import { modelsOf } from "./not-simulated.ts";
import {
  type BatchTerms,
  CACHED,
  CANNED,
  type DesignProgram,
  type DesignTerms,
  ERROR,
  HUMAN,
  type LedgerDraws,
  type LedgerTerms,
  type Mode,
  type StepProgram,
} from "./program.ts";
import type { Sources } from "./sources.ts";
import { Timeline } from "./timeline.ts";

const NEVER = Number.POSITIVE_INFINITY;
const RESORTS: Readonly<Record<string, number>> = {
  human: HUMAN,
  cached: CACHED,
  canned: CANNED,
  error: ERROR,
};

/** A design's program, and what brings its terms into the world and replication that have just begun. */
export interface CompiledDesign {
  readonly program: DesignProgram;
  bind(horizonSeconds: number): void;
}

/** What a design is compiled within. */
export interface CompileContext {
  readonly scenario: Scenario;
  readonly columns: Readonly<Record<string, Float64Array>>;
  /** Today, `YYYY-MM-DD`. */
  readonly start: string;
  /** Catalogue prices by model. */
  readonly prices?: ResolvedPrices;
  readonly sources: Sources;
}

export function compileDesign(name: string, design: ResolvedDesign, context: CompileContext): CompiledDesign {
  const { scenario, start, sources } = context;
  const providers = new Map<string, CompiledProvider>();
  const timeline = new Timeline();
  for (const model of modelsOf(design))
    providers.set(
      model,
      compileProvider(
        model,
        scenario.models[model]!,
        providers.size,
        { price: context.prices?.[model], start, batch: hasListedBatchPrice(design) },
        sources,
        timeline,
      ),
    );
  const positions = new Map([...providers.keys()].map((model, position) => [model, position]));
  const steps = scenario.task.steps.map((step) => compileStep(step, design, positions, context));
  const ledger = compileLedger(design, scenario, sources);
  const batch = compileBatch(design, [...providers.keys()], sources);
  const program: DesignProgram = {
    name,
    timeline,
    terms: designTerms(design, scenario),
    steps: steps.map((step) => step.program),
    providers: [...providers.values()].map(({ provider }) => provider),
    successBefore: new Float64Array(steps.length + 1),
    mayBeWrong: () =>
      program.providers.some(({ terms }) => terms.success < 1) || ledger.terms.cachedSuccess < 1,
    ledgerTerms: ledger.terms,
    ledgerDraws: ledger.draws,
    batch: batch?.terms,
    cacheHits: design.cache && sources.chance(design.cache.hitShare, "designs.cache.hitShare", 0),
    cachedHits: design.cached && sources.chance(design.cached.hitShare, "designs.cached.hitShare", 0),
    lastModels: lastModels(steps.map((step) => step.program)),
  };
  return {
    program,
    bind: (horizonSeconds) => {
      for (const compiled of providers.values()) compiled.bind(horizonSeconds);
      for (const step of steps) step.bind();
      ledger.bind();
      batch?.bind();
      const { successBefore } = program;
      successBefore[0] = 1;
      program.steps.forEach((step, position) => {
        const success = program.providers[step.route[0]!]?.terms.success ?? 1;
        successBefore[position + 1] = successBefore[position]! * success;
      });
      // the first models answer a task that the cache answers again
      ledger.terms.cacheSuccess = successBefore[program.steps.length]!;
    },
  };
}

/** Whether calls go in batches whose price the design leaves to the provider. */
function hasListedBatchPrice({ mode, batch }: ResolvedDesign): boolean {
  return mode === "batch" && batch !== undefined && batch.priceShare === undefined;
}

/** Models after which no other model or last resort is asked: what they can't carry is lost. */
function lastModels(steps: readonly StepProgram[]): Set<number> {
  const last = new Set<number>();
  for (const step of steps) {
    const entries = [...step.route].filter((code) => code !== ERROR);
    const code = entries.at(-1);
    if (code !== undefined && code >= 0) last.add(code);
  }
  return last;
}

function designTerms(design: ResolvedDesign, scenario: Scenario): DesignTerms {
  const mode = (design.mode ?? "sync") as Mode;
  const { retry, breaker } = design;
  return {
    mode,
    onLimit: design.onLimit ?? "retry",
    retry: {
      attempts: retry === undefined ? 1 : (retry.attempts ?? 1),
      firstDelay: retry?.firstDelay ?? 0,
      maxDelay: retry?.maxDelay ?? NEVER,
      jitter: retry?.jitter ?? "full",
      honoursRetryAfter: retry?.honoursRetryAfter ?? true,
    },
    timeout: design.timeout ?? NEVER,
    runsOn: (design.onCancel ?? (mode === "stream" ? "stops" : "runs-on")) === "runs-on",
    hedgeAfter: design.hedgeAfter ?? NEVER,
    giveUpAfter: design.giveUpAfter ?? NEVER,
    slots: design.concurrency ?? NEVER,
    workers: design.workers ?? NEVER,
    queueLimit: design.queueLimit ?? NEVER,
    deadline: design.deadline ?? scenario.task.deadline ?? NEVER,
    breaker: breaker && { ...breaker, minimumCalls: breaker.minimumCalls ?? 1 },
  };
}

function compileStep(
  step: Step,
  design: ResolvedDesign,
  positions: ReadonlyMap<string, number>,
  { scenario, columns, sources }: CompileContext,
): { program: StepProgram; bind(): void } {
  const path = `task.steps.${step.name}`;
  const varying = (field: "seconds" | "calls" | "input" | "output" | "reasoning" | "inputGrowth") => {
    const quantity = step[field];
    return quantity === undefined ? undefined : sources.varying(quantity, `${path}.${field}`);
  };
  const route = design.route?.[step.name] ?? [];
  const cachedShare = sources.share(step.cachedShare, `${path}.cachedShare`, 0);
  const reread = sources.share(
    step.rereadCachedShare ?? step.cachedShare,
    `${path}.${step.rereadCachedShare === undefined ? "cachedShare" : "rereadCachedShare"}`,
    0,
  );
  const escalates = design.escalates?.[step.name];
  const sizes = traceSizes(step, scenario, columns);
  const program: StepProgram = {
    name: step.name,
    seconds: varying("seconds"),
    calls: varying("calls"),
    input: varying("input"),
    output: varying("output"),
    traceInput: sizes.input,
    traceOutput: sizes.output,
    correlation: spearmanToPearson(step.correlation ?? 0),
    reasoning: varying("reasoning"),
    growth: varying("inputGrowth"),
    writesCache: step.writesCache ?? false,
    maxOutput: step.maxOutput ?? NEVER,
    onTruncate: step.onTruncate ?? "wrong",
    escalates:
      escalates === undefined ? undefined : sources.chance(escalates, `designs.escalates.${step.name}`, 0),
    jitter: sources.stream(`retry at ${step.name}`),
    route: Int32Array.from(route, (entry) => positions.get(entry) ?? RESORTS[entry] ?? ERROR),
    occurrence: Int32Array.from(
      route,
      (entry, at) => route.slice(0, at).filter((before) => before === entry).length,
    ),
    latencies: route.map((entry) =>
      positions.has(entry) ? compileLatency(entry, scenario.models[entry]!, step.name, sources) : undefined,
    ),
    cachedShare: 0,
    rereadCachedShare: 0,
  };
  return {
    program,
    bind: () => {
      program.cachedShare = cachedShare.value;
      program.rereadCachedShare = reread.value;
    },
  };
}

/** Batches of a design; each model has its own collections, and so its own turnarounds. */
function compileBatch(
  design: ResolvedDesign,
  models: readonly string[],
  sources: Sources,
): { terms: BatchTerms; bind(): void } | undefined {
  const { batch, mode } = design;
  if (mode !== "batch" || batch === undefined) return undefined;
  const path = "designs.batch";
  const priceShare = sources.scalar(batch.priceShare, `${path}.priceShare`, 1);
  const enqueued = sources.scalar(batch.limits?.enqueuedTokens, `${path}.limits.enqueuedTokens`, NEVER);
  const terms: BatchTerms = {
    everySeconds: 60 * batch.everyMinutes,
    turnaround: models.map((model) =>
      sources.varying(batch.turnaroundMinutes, `${path}.turnaroundMinutes`, `${path} at ${model}`),
    ),
    expiresSeconds: batch.expiresHours === undefined ? NEVER : 3600 * batch.expiresHours,
    enqueuedTokens: NEVER,
    priceShare: 1,
  };
  return {
    terms,
    bind: () => {
      terms.enqueuedTokens = enqueued.value;
      terms.priceShare = priceShare.value;
    },
  };
}

/** Sizes that a trace gives to a step: the one it names, or the last. */
function traceSizes(
  step: Step,
  scenario: Scenario,
  columns: Readonly<Record<string, Float64Array>>,
): { input: Float64Array | undefined; output: Float64Array | undefined } {
  const { trace } = scenario.traffic;
  const named = trace?.step ?? scenario.task.steps.at(-1)?.name;
  if (trace === undefined || named !== step.name) return { input: undefined, output: undefined };
  const column = (name: string | undefined) =>
    name === undefined ? undefined : columns[columnKey(trace.file, name)];
  return { input: column(trace.columns.input), output: column(trace.columns.output) };
}

function compileLedger(
  design: ResolvedDesign,
  scenario: Scenario,
  sources: Sources,
): { terms: LedgerTerms; draws: LedgerDraws; bind(): void } {
  const value: Value = scenario.value ?? {};
  const costs: Costs = scenario.costs ?? {};
  const patience = design.patience ?? scenario.task.patience;
  const minutes = (of: "review" | "human"): Varying | undefined => {
    const quantity = costs[of]?.minutes;
    return quantity === undefined ? undefined : sources.varying(quantity, `costs.${of}.minutes`);
  };
  const acknowledge = sources.scalar(design.acknowledge, "designs.acknowledge", 0);
  const cacheSeconds = sources.scalar(design.cache?.seconds, "designs.cache.seconds", 0);
  const cachedSuccess = sources.share(successQuantity(design.cached?.success), "designs.cached.success", 1);
  const humanWage = sources.scalar(costs.human?.perHour, "costs.human.perHour", 0);
  const reviewWage = sources.scalar(costs.review?.perHour, "costs.review.perHour", 0);
  const wrongOutput = sources.scalar(value.wrongOutput, "value.wrongOutput", 0);
  const extras = Object.entries(costs.perTask ?? {}).map(([name, cost]) =>
    sources.scalar(cost, `costs.perTask.${name}`, 0),
  );
  const terms: LedgerTerms = {
    acknowledgeSeconds: 0,
    cacheSeconds: 0,
    cacheSuccess: 1,
    cachedSuccess: 1,
    humanPerSecond: 0,
    reviewPerMinute: 0,
    extrasPerTask: 0,
    wrongOutput: 0,
  };
  return {
    terms,
    draws: {
      patience: patience === undefined ? undefined : sources.varying(patience, "task.patience"),
      right: sources.chance(undefined, "task right", 0),
      kept: sources.chance(value.keptShare, "value.keptShare", 1),
      reviewed: sources.chance(costs.review?.share, "costs.review.share", 0),
      caught: sources.chance(costs.review?.catches, "costs.review.catches", 0),
      reviewMinutes: minutes("review"),
      humanMinutes: minutes("human"),
    },
    bind: () => {
      terms.acknowledgeSeconds = acknowledge.value;
      terms.cacheSeconds = cacheSeconds.value;
      terms.cachedSuccess = cachedSuccess.value;
      terms.humanPerSecond = humanWage.value / 3600;
      terms.reviewPerMinute = reviewWage.value / 60;
      terms.extrasPerTask = extras.reduce((sum, extra) => sum + extra.value, 0);
      terms.wrongOutput = wrongOutput.value;
    },
  };
}
