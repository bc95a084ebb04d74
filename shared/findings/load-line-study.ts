/**
 * The search for the load line: the same worlds and the same tasks at one traffic multiple after the other.
 *
 * First all replications at today's traffic, so that multiple 1 says what a run says; then a few at every halving and
 * doubling, to see where promises break; then many, where the share of worlds that meet one passes the wanted share or
 * a verdict changes, until the brackets are narrow enough or the work allowed is done. All of it depends on the
 * request alone, not on workers or clocks.
 *
 * What is common between multiples: the unknowns of a world, the weekday, spikes, incidents and slow states with their
 * times, the wandering level, and task after task its gap in operational time, sizes, calls, latencies, patience.
 * More traffic brings the same tasks earlier, and further tasks behind them; a trace is played faster, and its horizon
 * is the shorter for it.
 */
import { atLoad } from "../run/at-load.ts";
import type { DesignFold } from "../run/fold.ts";
import type { PreparedRun } from "../run/prepare.ts";
import type { RunRequest } from "../run/request.ts";
import { replicationOrder } from "../run/schedule.ts";
import type { PooledSimulator } from "../run/simulator.ts";
import { runSize } from "../run/size.ts";
import { ANY_MACHINE, type Machine, sizeProblems } from "../run/size-problems.ts";
import { LEVEL } from "../statistics/design-sample.ts";
import { errorAtLook } from "../statistics/error-spending.ts";
import type { RunContext } from "./context.ts";
import { type PromiseAt, sharePoints, stretchesOf } from "./load-line-crossings.ts";
import { type LoadPoint, loadPoint, STABLE_WORLDS, todayOf, withToday } from "./load-line-point.ts";
import { nextMultiple, type SearchedPromise } from "./load-line-search.ts";

export interface LoadLineOptions {
  /** Multiples that are looked at, at most: from below 1 to above 1. Default: 1/8 to 8. */
  readonly from?: number;
  readonly to?: number;
  /** How wide brackets may be, as a share of the multiple. Default: 0.05. */
  readonly precision?: number;
  /** Work allowed, in runs at today's traffic. Default: 8, or 1,024 replications where that is more. */
  readonly runs?: number;
  /** What it is simulated on; multiples that it can't do are left out. */
  readonly machine?: Machine;
}

/** What a study tells on its way. */
export interface LoadLineHooks {
  /** About how many replications there will be in all, so far as can be said. */
  readonly expect?: (replications: number) => void;
  /** All that is known so far, ascending by multiple; at first today's traffic alone. */
  readonly onPoint?: (points: readonly LoadPoint[]) => void;
}

export interface LoadStudy {
  /** Ascending by multiple; one of them is 1. */
  readonly points: readonly LoadPoint[];
  /** In runs at today's traffic. */
  readonly runs: number;
}

export const LOAD_LINE_DEFAULTS = { from: 1 / 8, to: 8, precision: 0.05, runs: 8 };

/** A week of worlds: enough to see about where a promise breaks. */
const SCOUTS = 14;
/** Six weeks of worlds: with fewer no share of worlds is surely 90 %. */
const FEWEST_NEAR = 84;
/** Short runs are allowed the work of as many as have so many replications. */
const FEWEST_ALLOWED = 1024;

/**
 * @param simulator lends the workers; only asked for one request at a time
 * @param prepared a run of the scenario; its load counts as multiple 1
 * @throws CancelledError when the simulator was stopped
 */
export async function studyLoad(
  simulator: Pick<PooledSimulator, "simulate">,
  prepared: PreparedRun,
  context: RunContext,
  design: string,
  options: LoadLineOptions = {},
  hooks: LoadLineHooks = {},
): Promise<LoadStudy> {
  const search = new LoadSearch(simulator, prepared.request, context, design, options, hooks);
  await search.scout();
  await search.closeIn();
  return { points: search.points, runs: search.runs };
}

class LoadSearch {
  readonly #byMultiple = new Map<number, LoadPoint>();
  readonly #terms: Required<LoadLineOptions>;
  readonly #request: RunRequest;
  readonly #sameToday = new Map<number, LoadPoint>();
  #todayFold: DesignFold | undefined;
  #work = 0;
  #done = 0;

  constructor(
    private readonly simulator: Pick<PooledSimulator, "simulate">,
    request: RunRequest,
    private readonly context: RunContext,
    private readonly design: string,
    options: LoadLineOptions,
    private readonly hooks: LoadLineHooks,
  ) {
    const runs = Math.max(LOAD_LINE_DEFAULTS.runs, FEWEST_ALLOWED / request.replications);
    this.#terms = { ...LOAD_LINE_DEFAULTS, runs, machine: ANY_MACHINE, ...options };
    this.#request = { ...request, designs: [design] };
  }

  get points(): LoadPoint[] {
    return [...this.#byMultiple.values()].sort((a, b) => a.multiple - b.multiple);
  }

  get runs(): number {
    return this.#work > 0 ? this.#work / this.#today.work : 1;
  }

  get #today(): LoadPoint {
    const today = this.#byMultiple.get(1);
    if (today === undefined) throw new Error("today's traffic is looked at first");
    return today;
  }

  /** Today in full, then a few replications at every halving and doubling until nothing is met any more. */
  async scout(): Promise<void> {
    const { from, to } = this.#terms;
    const { replications } = this.#request;
    const scouts = Math.min(SCOUTS, replications);
    const below = multiplesBetween(1 / from).map((multiple) => 1 / multiple);
    const above = multiplesBetween(to);
    this.#expect((below.length + above.length) * scouts + replications * 5);
    await this.#look(1, replications);
    for (const multiple of below) await this.#look(multiple, scouts);
    for (const multiple of above) {
      if (!this.#isPossible(multiple) || this.#costOf(multiple, scouts) > this.#left) break;
      await this.#look(multiple, scouts);
      if (this.#allBrokenAt(multiple)) break;
    }
  }

  /** Where shares or verdicts change, until that is narrowed down or the work is done. */
  async closeIn(): Promise<void> {
    for (;;) {
      const promises = this.#promises();
      const next = nextMultiple(promises, {
        precision: this.#terms.precision,
        worldsAt: (multiple) => Math.ceil(this.#near(multiple) / 2),
        levelOf: (worlds) => 1 - errorAtLook(2 * worlds, 2 * worlds, 1 - LEVEL),
        costOf: (multiple) => this.#costOf(multiple, this.#near(multiple)),
        left: this.#left,
      });
      if (next === undefined) return;
      const points = (this.#left / this.#costOf(next, this.#near(next))) * this.#near(next);
      this.#expect(Math.round(Math.min(points, 4 * promises.length * this.#near(next))));
      await this.#look(next, this.#near(next));
    }
  }

  /** Every promise, and that worlds are stable, as far as each is known. */
  #promises(): SearchedPromise[] {
    const { points } = this;
    const { confidence, targets } = this.context;
    const searched = (wanted: number, pick: (point: LoadPoint) => PromiseAt | undefined): SearchedPromise => {
      const all = points.flatMap((point) => pick(point) ?? []);
      const today = pick(this.#today);
      const shares = today === undefined ? [] : sharePoints(all, today);
      return { points: shares, stretches: stretchesOf(shares, wanted), wanted };
    };
    return [
      ...targets.map((_, i) => searched(confidence, (point) => point.targets[i])),
      ...(targets.length > 1 ? [searched(confidence, ({ allTargets }) => allTargets)] : []),
      searched(STABLE_WORLDS, ({ stable }) => stable),
    ];
  }

  /** Whether at a multiple every promise has ceased to be met in enough worlds. */
  #allBrokenAt(multiple: number): boolean {
    const own = this.#promises().slice(0, this.context.targets.length);
    return (
      own.length > 0 &&
      own.every(({ points, wanted }) => {
        const found = points.find(({ at }) => at.multiple === multiple);
        const wasMet = points.some(({ at, share }) => at.multiple < multiple && share >= wanted);
        return wasMet && found !== undefined && found.share < wanted;
      })
    );
  }

  async #look(multiple: number, replications: number): Promise<void> {
    const request = atLoad(this.#request, multiple);
    const order = replicationOrder(replications);
    const fold = (await this.simulator.simulate(request, order)).of(this.design);
    const context = { ...this.context, replications, days: request.days };
    const point = loadPoint(context, fold, multiple);
    if (multiple === 1) this.#todayFold = fold;
    this.#byMultiple.set(multiple, this.#besideToday(point));
    this.#work += point.work;
    this.#done += replications;
    this.hooks.onPoint?.(this.points);
  }

  /** Fewer worlds than today's say more where it is known what the same worlds show today. */
  #besideToday(point: LoadPoint): LoadPoint {
    const { replications } = point;
    if (this.#todayFold === undefined || replications >= this.#request.replications) return point;
    let same = this.#sameToday.get(replications);
    if (same === undefined) {
      same = todayOf(this.context, this.#todayFold, replications);
      this.#sameToday.set(replications, same);
    }
    return withToday(point, same);
  }

  #isPossible(multiple: number): boolean {
    const request = atLoad(this.#request, multiple);
    return sizeProblems(request, runSize(request), this.#terms.machine).length === 0;
  }

  /** Replications near a line: all of the run's, fewer the more traffic each of them has. */
  #near(multiple: number): number {
    const { replications } = this.#request;
    if (multiple <= 1) return replications;
    const weeks = Math.floor(replications / multiple / SCOUTS);
    return Math.min(replications, Math.max(FEWEST_NEAR, weeks * SCOUTS));
  }

  /** What is left of the work allowed. */
  get #left(): number {
    return this.#terms.runs * this.#today.work - this.#work;
  }

  /** From the work of a replication at the multiples around it; beyond them it is thought to grow with the traffic. */
  #costOf(multiple: number, replications: number): number {
    const { points } = this;
    const above = points.findIndex((point) => point.multiple >= multiple);
    const right = points[above < 0 ? points.length - 1 : above] ?? this.#today;
    const left = points[above - 1] ?? right;
    const of = (point: LoadPoint) => point.work / point.replications;
    const span = right.multiple - left.multiple;
    if (!(span > 0)) return (replications * of(right) * multiple) / right.multiple;
    const part = (multiple - left.multiple) / span;
    return replications * (of(left) + part * (of(right) - of(left)));
  }

  #expect(more: number): void {
    this.hooks.expect?.(this.#done + more);
  }
}

/** Doublings from 2 up to a multiple, and that itself; empty where it is 1 or less. */
function multiplesBetween(to: number): number[] {
  const multiples: number[] = [];
  for (let multiple = 2; multiple < to * (1 - 1e-9); multiple *= 2) multiples.push(multiple);
  return to > 1 ? [...multiples, to] : [];
}
