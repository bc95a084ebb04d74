import type { Traffic } from "../scenario/schema.ts";
import { type Arrivals, DrawnArrivals, ReplayedArrivals } from "./arrivals.ts";
import type { Varying } from "./draws.ts";
import { happenings } from "./happenings.ts";
import { wanderingLevels } from "./level-noise.ts";
import { type RateCurve, rateCurve, SECONDS_PER_DAY, trafficDays } from "./rate-curve.ts";
import type { Scalar, Sources } from "./sources.ts";

/** The traffic of a scenario: begun anew for each replication, then replayed to every design. */
export interface TrafficSource {
  /** Length of the horizon in the world drawn last, seconds. */
  readonly horizonSeconds: number;
  /** Weekday of the horizon's start, 0 = Monday. */
  readonly weekday: number;
  /** The horizon in average days of traffic. */
  readonly trafficDays: number;
  begin(world: number): void;
  arrivals(): Arrivals;
}

/** A horizon of seven days or more starts on a Monday; a shorter one of world k on weekday k mod 7. */
export function weekdayOf(world: number, days: number): number {
  return days >= 7 ? 0 : world % 7;
}

class DrawnTraffic implements TrafficSource {
  readonly horizonSeconds: number;
  weekday = 0;
  trafficDays = 0;
  private curve: RateCurve | undefined;
  private readonly users: Scalar;
  private readonly tasksPerUser: Scalar;
  private readonly adoption: Scalar;
  private readonly burstiness: Scalar;
  private readonly noise: { readonly cv: Scalar; readonly correlationMinutes: Scalar } | undefined;
  private readonly spikes:
    | { readonly perMonth: Scalar; readonly minutes: Varying; readonly multiplier: Varying }
    | undefined;

  constructor(
    private readonly traffic: Traffic,
    private readonly days: number,
    private readonly load: number,
    private readonly sources: Sources,
  ) {
    this.horizonSeconds = days * SECONDS_PER_DAY;
    this.users = sources.scalar(traffic.users, "traffic.users", 0);
    this.tasksPerUser = sources.scalar(traffic.tasksPerUser, "traffic.tasksPerUser", 1);
    this.adoption = sources.share(traffic.adoption, "traffic.adoption", 1);
    this.burstiness = sources.scalar(traffic.burstiness, "traffic.burstiness", 1);
    const { levelNoise, spikes } = traffic;
    if (levelNoise !== undefined)
      this.noise = {
        cv: sources.scalar(levelNoise.cv, "traffic.levelNoise.cv", 0),
        correlationMinutes: sources.scalar(
          levelNoise.correlationMinutes,
          "traffic.levelNoise.correlationMinutes",
          1,
        ),
      };
    if (spikes !== undefined)
      this.spikes = {
        perMonth: sources.scalar(spikes.perMonth, "traffic.spikes.perMonth", 0),
        minutes: sources.varying(spikes.minutes, "traffic.spikes.minutes"),
        multiplier: sources.varying(spikes.multiplier, "traffic.spikes.multiplier"),
      };
  }

  begin(world: number): void {
    const { traffic, sources, horizonSeconds } = this;
    this.weekday = weekdayOf(world, this.days);
    this.trafficDays = trafficDays(this.days, this.weekday, traffic.profile?.days, traffic.profile?.hours);
    this.curve = rateCurve({
      horizonSeconds,
      tasksPerDay: this.users.value * this.tasksPerUser.value * this.adoption.value * this.load,
      hours: traffic.profile?.hours,
      days: traffic.profile?.days,
      weekday: this.weekday,
      factors: this.drawSpikes(),
      levels:
        this.noise === undefined
          ? undefined
          : wanderingLevels(
              Math.ceil(horizonSeconds / 60),
              this.noise.cv.value,
              this.noise.correlationMinutes.value,
              sources.stream("traffic.levelNoise"),
            ),
    });
  }

  private drawSpikes(): { from: number; to: number; multiplier: number }[] {
    const { spikes, sources } = this;
    if (spikes === undefined) return [];
    return happenings(
      spikes.perMonth.value,
      spikes.minutes,
      this.horizonSeconds,
      sources.stream("traffic.spikes.count"),
      sources.stream("traffic.spikes.start"),
    ).map(({ from, to, index }) => ({ from, to, multiplier: spikes.multiplier.draw(index, 0) }));
  }

  arrivals(): Arrivals {
    if (this.curve === undefined) throw new Error("arrivals are asked for before the replication began");
    const shape = this.burstiness.value;
    const gaps = shape === 1 ? { exponential: { mean: 1 } } : { gamma: { shape, scale: 1 / shape } };
    return new DrawnArrivals(this.curve, this.sources.varyingOfWorld(gaps, "traffic.gaps"));
  }
}

class ReplayedTraffic implements TrafficSource {
  horizonSeconds = 0;
  readonly weekday = 0;
  private readonly scale: Scalar;
  private readonly span: number;

  constructor(
    private readonly times: Float64Array,
    private readonly days: number,
    private readonly load: number,
    traffic: Traffic,
    sources: Sources,
  ) {
    this.scale = sources.scalar(traffic.trace?.scale, "traffic.trace.scale", 1);
    this.span = times[times.length - 1]! - times[0]!;
  }

  private get multiple(): number {
    return this.scale.value * this.load;
  }

  get trafficDays(): number {
    return this.horizonSeconds / SECONDS_PER_DAY;
  }

  begin(): void {
    // a trace of one moment still has a horizon to divide by
    this.horizonSeconds = Math.max(1, Math.min(this.span / this.multiple, this.days * SECONDS_PER_DAY));
  }

  arrivals(): Arrivals {
    return new ReplayedArrivals(this.times, this.multiple, this.horizonSeconds);
  }
}

/** The key under which the host delivers a column of a file. */
export function columnKey(file: string, column: string): string {
  return `${file}#${column}`;
}

/** Length of the horizon that a scenario asks for, days: with a trace, its span where that is shorter. */
export function horizonDays(
  traffic: Traffic,
  days: number,
  load: number,
  columns: Readonly<Record<string, Float64Array>>,
): number {
  if (traffic.trace === undefined) return days;
  const times = columns[columnKey(traffic.trace.file, traffic.trace.columns.time)];
  if (times === undefined || times.length === 0) return days;
  const scale = typeof traffic.trace.scale === "number" ? traffic.trace.scale : 1;
  return Math.min(days, (times[times.length - 1]! - times[0]!) / SECONDS_PER_DAY / (scale * load));
}

export function compileTraffic(
  traffic: Traffic,
  days: number,
  load: number,
  columns: Readonly<Record<string, Float64Array>>,
  sources: Sources,
): TrafficSource {
  if (traffic.trace === undefined) return new DrawnTraffic(traffic, days, load, sources);
  const key = columnKey(traffic.trace.file, traffic.trace.columns.time);
  const times = columns[key];
  if (times === undefined) throw new Error(`the run was started without ${key}`);
  return new ReplayedTraffic(times, days, load, traffic, sources);
}
