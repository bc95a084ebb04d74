import type { ResolvedPrice } from "../prices/resolve.ts";
import { resolvedLimits } from "../scenario/presets/limits.ts";
import type { Limits, Model, SuccessShare } from "../scenario/schema.ts";
import { bindPrices, cachedHasPrice, type PriceContext } from "./compile-prices.ts";
import type { Varying } from "./draws.ts";
import { happenings } from "./happenings.ts";
import { Latency } from "./latency.ts";
import { wanderingLevels } from "./level-noise.ts";
import { Provider, type ProviderTerms } from "./provider.ts";
import { LIMITS } from "./quota/limits.ts";
import type { Sources } from "./sources.ts";
import type { Timeline } from "./timeline.ts";

/** A provider, and what brings its terms into the world and replication that have just begun. */
export interface CompiledProvider {
  readonly provider: Provider;
  bind(horizonSeconds: number): void;
}

/** Terms before any world is drawn. */
function blankTerms(model: Model, limits: Limits, price: ResolvedPrice | undefined): ProviderTerms {
  return {
    inputPrice: 0,
    cachedInputPrice: 0,
    pricesCached: cachedHasPrice(model, price),
    cacheWritePrice: 0,
    outputPrice: 0,
    pricePerCall: 0,
    tiers: [],
    feePerMonth: 0,
    minimumSpend: 0,
    promisesMinimum: model.commitment?.minimumSpend !== undefined,
    quota: {
      policy: limits.policy ?? "bucket",
      limits: new Float64Array(LIMITS.length).fill(Number.POSITIVE_INFINITY),
      burstSeconds: new Float64Array(LIMITS.length).fill(60),
      requestsPerDay: Number.POSITIVE_INFINITY,
      spendPerTenMinutes: Number.POSITIVE_INFINITY,
      refusesDebt: limits.reserves === "none",
      settles: limits.settles ?? true,
      rejectsCount: limits.rejectsCount ?? false,
    },
    reserves: limits.reserves ?? "max-output",
    cachedCounts: limits.cachedCounts ?? true,
    outputWeight: 1,
    cacheWriteWeight: 1,
    rejectSeconds: 0.1,
    concurrency: Number.POSITIVE_INFINITY,
    waiting: Number.POSITIVE_INFINITY,
    success: 1,
    errorShareInIncident: -1,
    incidentSlowdown: 1,
    incidents: [],
    slowHours: model.latency.slow?.hours,
    slowLevels: undefined,
  };
}

type Binding = (horizonSeconds: number) => void;

/** Compiles a model. */
export function compileProvider(
  name: string,
  model: Model,
  position: number,
  priced: PriceContext,
  sources: Sources,
  timeline: Timeline,
): CompiledProvider {
  const limits = resolvedLimits(model.limits);
  const terms = blankTerms(model, limits, priced.price);
  const path = `models.${name}`;
  const bindings: Binding[] = [
    bindPrices(terms, model, path, priced, sources),
    bindLimits(terms, limits, `${path}.limits`, sources),
    bindCapacity(terms, model, path, sources),
    bindIncidents(terms, model, path, name, sources),
    bindSlowness(terms, model, path, sources),
  ];
  return {
    provider: new Provider(name, position, terms, timeline),
    bind: (horizonSeconds) => {
      for (const bind of bindings) bind(horizonSeconds);
    },
  };
}

function bindLimits(terms: ProviderTerms, limits: Limits, path: string, sources: Sources): Binding {
  const perMinute = LIMITS.map((limit) =>
    sources.scalar(limits[limit], `${path}.${limit}`, Number.POSITIVE_INFINITY),
  );
  const burst = limits.burstSeconds;
  const perKind = typeof burst === "object" && ("requests" in burst || "tokens" in burst) ? burst : undefined;
  const one =
    perKind === undefined
      ? (burst as Exclude<typeof burst, { requests?: unknown; tokens?: unknown }>)
      : undefined;
  // One number for both kinds is one unknown.
  const burstOf = (kind: "requests" | "tokens") =>
    one === undefined
      ? sources.scalar(perKind?.[kind], `${path}.burstSeconds.${kind}`, 60)
      : sources.scalar(one, `${path}.burstSeconds`, 60);
  const requests = burstOf("requests");
  const tokens = burstOf("tokens");
  const background = sources.share(limits.background, `${path}.background`, 0);
  const outputWeight = sources.scalar(limits.outputWeight, `${path}.outputWeight`, 1);
  const cacheWriteWeight = sources.scalar(limits.cacheWriteWeight, `${path}.cacheWriteWeight`, 1);
  const rejectSeconds = sources.scalar(limits.rejectSeconds, `${path}.rejectSeconds`, 0.1);
  const perDay = sources.scalar(limits.requestsPerDay, `${path}.requestsPerDay`, Number.POSITIVE_INFINITY);
  const spend = sources.scalar(
    limits.spendPerTenMinutes,
    `${path}.spendPerTenMinutes`,
    Number.POSITIVE_INFINITY,
  );
  return () => {
    const left = 1 - background.value;
    perMinute.forEach((limit, position) => {
      terms.quota.limits[position] = ofLimit(limit.value, left);
      terms.quota.burstSeconds[position] = position === 0 ? requests.value : tokens.value;
    });
    terms.quota.requestsPerDay = ofLimit(perDay.value, left);
    terms.quota.spendPerTenMinutes = ofLimit(spend.value, left);
    terms.outputWeight = outputWeight.value;
    terms.cacheWriteWeight = cacheWriteWeight.value;
    terms.rejectSeconds = rejectSeconds.value;
  };
}

/** What is left of a limit; of none, none. */
function ofLimit(limit: number, share: number): number {
  return limit === Number.POSITIVE_INFINITY ? limit : limit * share;
}

/** A success share as a quantity: a test set's result may be written without the family's name. */
export function successQuantity(success: SuccessShare | undefined) {
  return typeof success === "object" && "passed" in success
    ? { evaluation: { passed: success.passed, of: success.of, shift: success.shift } }
    : success;
}

function bindCapacity(terms: ProviderTerms, model: Model, path: string, sources: Sources): Binding {
  const concurrency = sources.scalar(model.concurrency, `${path}.concurrency`, Number.POSITIVE_INFINITY, 1);
  const waiting = sources.scalar(model.waiting, `${path}.waiting`, Number.POSITIVE_INFINITY);
  const share = sources.share(successQuantity(model.success), `${path}.success`, 1);
  return () => {
    terms.concurrency = Math.floor(concurrency.value);
    terms.waiting = Math.floor(waiting.value);
    terms.success = share.value;
  };
}

/** Incidents of models that name the same group are drawn by the group's name, and so strike together. */
function bindIncidents(
  terms: ProviderTerms,
  model: Model,
  path: string,
  name: string,
  sources: Sources,
): Binding {
  const incidents = model.failures?.incidents;
  if (incidents === undefined) return () => {};
  const at = `${path}.failures.incidents`;
  const drawnFor =
    incidents.group === undefined ? `incidents of ${name}` : `incidents of group ${incidents.group}`;
  const perMonth = sources.scalar(incidents.perMonth, `${at}.perMonth`, 0);
  const minutes: Varying = sources.varying(incidents.minutes, `${at}.minutes`, `${drawnFor}: minutes`);
  const slowdown = sources.scalar(incidents.slowdown, `${at}.slowdown`, 1, 1);
  const errorShare =
    incidents.errorShare === undefined
      ? undefined
      : sources.share(incidents.errorShare, `${at}.errorShare`, 0);
  const counts = sources.stream(`${drawnFor}: count`);
  const starts = sources.stream(`${drawnFor}: start`);
  return (horizonSeconds) => {
    terms.errorShareInIncident = errorShare?.value ?? -1;
    terms.incidentSlowdown = slowdown.value;
    terms.incidents = happenings(perMonth.value, minutes, horizonSeconds, counts, starts);
  };
}

function bindSlowness(terms: ProviderTerms, model: Model, path: string, sources: Sources): Binding {
  const noise = model.latency.slow?.levelNoise;
  if (noise === undefined) return () => {};
  const at = `${path}.latency.slow.levelNoise`;
  const cv = sources.scalar(noise.cv, `${at}.cv`, 0);
  const correlation = sources.scalar(noise.correlationMinutes, `${at}.correlationMinutes`, 1);
  const stream = sources.stream(at);
  return (horizonSeconds) => {
    terms.slowLevels = wanderingLevels(Math.ceil(horizonSeconds / 60), cv.value, correlation.value, stream);
  };
}

/** The latency of a model for the calls of one step. */
export function compileLatency(name: string, model: Model, step: string, sources: Sources): Latency {
  const { latency, failures } = model;
  const path = `models.${name}.latency`;
  const sticky = sources.share(latency.sticky, `${path}.sticky`, 0);
  const part = (field: "total" | "firstToken" | "perInputToken" | "perOutputToken") => {
    const quantity = latency[field];
    if (quantity === undefined) return undefined;
    return sources.sticky(quantity, `${path}.${field}`, `${path}.${field} at ${step}`, sticky);
  };
  const varying = (quantity: typeof latency.firstToken, at: string) =>
    quantity === undefined ? undefined : sources.varying(quantity, at, `${at} at ${step}`);
  return new Latency({
    total: part("total"),
    firstToken: part("firstToken"),
    perInputToken: part("perInputToken"),
    perOutputToken: part("perOutputToken"),
    errors: sources.chance(
      failures?.errorShare,
      `models.${name}.failures.errorShare`,
      0,
      `models.${name}.failures at ${step}`,
    ),
    mayFail: failures?.errorShare !== undefined || failures?.incidents?.errorShare !== undefined,
    stalls: sources.chance(latency.stalls?.share, `${path}.stalls.share`, 0, `${path}.stalls at ${step}`),
    stallMultiplier: varying(latency.stalls?.multiplier, `${path}.stalls.multiplier`),
    errorSeconds: varying(failures?.errorSeconds, `models.${name}.failures.errorSeconds`),
  });
}
