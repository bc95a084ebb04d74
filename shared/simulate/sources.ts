/**
 * Everything that is drawn in a scenario, registered once by path: the unknowns (one value a world) and the streams of
 * what varies. Paths don't carry the name of a design, so designs that say the same draw the same.
 */
import { type CompiledQuantity, compile } from "../distribution/compile.ts";
import { spearmanToPearson } from "../distribution/copula.ts";
import { choleskyOf } from "../distribution/correlate.ts";
import type { Quantity } from "../distribution/spec.ts";
import { normalCdf, normalQuantile } from "../distribution/special.ts";
import { keyedBits, purposeKey, streamKey, uniformOf } from "../random/keyed.ts";
import { normalScore, samplerOf } from "../random/sampler.ts";
import { Chance, StickyVarying, Stream, Varying } from "./draws.ts";

/** One number of the scenario: the same in every world, or an unknown. `value` is that of the world drawn last. */
export class Scalar {
  value: number;
  /** Lower and upper tail probability that it was drawn at last. */
  private drawnAt: readonly [p: number, q: number] = [0.5, 0.5];

  constructor(
    readonly path: string,
    missing: number,
    private readonly quantity: CompiledQuantity | undefined,
    private readonly shift: Scalar | undefined,
    private readonly factor: Scalar | undefined,
    private readonly lowest: number,
    private readonly highest: number,
  ) {
    this.value = missing;
  }

  /** Sets the value at lower and upper tail probability p, 1 − p. */
  setAt(p: number, q: number): void {
    if (this.quantity === undefined) return;
    this.drawnAt = [p, q];
    const drawn = this.quantity.base.quantile(p, q) * (this.factor?.value ?? 1) + (this.shift?.value ?? 0);
    const clipped = Math.min(Math.max(drawn, this.quantity.min), this.quantity.max);
    this.value = Math.min(Math.max(clipped, this.lowest), this.highest);
  }

  /** What was drawn last. */
  draw(): WorldDraw {
    const [p, q] = this.drawnAt;
    const quantile = (at: number) => this.ownAt(at, 1 - at);
    return { value: this.value, own: this.ownAt(p, q), score: normalQuantile(p, q), quantile };
  }

  /** The value at lower and upper tail probability, with scale 1 and shift 0. */
  private ownAt(p: number, q: number): number {
    if (this.quantity === undefined) return this.value;
    const drawn = this.quantity.base.quantile(p, q);
    const clipped = Math.min(Math.max(drawn, this.quantity.min), this.quantity.max);
    return Math.min(Math.max(clipped, this.lowest), this.highest);
  }
}

/** An unknown in one world. */
export interface WorldDraw {
  /** As the run uses it, with its scale and shift. */
  readonly value: number;
  /** What was drawn by itself: another unknown's scale and shift left out. */
  readonly own: number;
  /** Standard normal score that it was drawn at. */
  readonly score: number;
  /** Its own value at a lower tail probability. */
  readonly quantile: (p: number) => number;
}

/** A rank correlation between two unknowns, by path. */
export type Correlation = readonly [path: string, path: string, spearman: number];

export class Sources {
  private readonly scalars = new Map<string, Scalar>();
  private readonly streams = new Map<string, Stream>();
  private readonly varyings = new Map<string, Varying>();
  private begun: { readonly seed: number; readonly replication: number } | undefined;
  private readonly bindings: (() => void)[] = [];
  /** In order of registration, shifts and scales before what they act on. */
  private readonly unknowns: Scalar[] = [];

  constructor(
    private readonly columns: Readonly<Record<string, Float64Array>>,
    private readonly correlations: readonly Correlation[],
  ) {}

  /**
   * A scalar of the scenario; `missing` is its value where the file is silent. A draw beyond what the field can mean
   * (a normal's tail below zero) is held to it.
   */
  scalar(
    quantity: Quantity | undefined,
    path: string,
    missing: number,
    lowest = 0,
    highest = Number.POSITIVE_INFINITY,
  ): Scalar {
    const key = `${path} ${quantity === undefined ? missing : JSON.stringify(quantity)}`;
    const known = this.scalars.get(key);
    if (known !== undefined) return known;
    const scalar =
      quantity === undefined || typeof quantity === "number"
        ? new Scalar(path, quantity ?? missing, undefined, undefined, undefined, lowest, highest)
        : this.unknown(compile(quantity, this.columns), path, lowest, highest);
    this.scalars.set(key, scalar);
    return scalar;
  }

  /** A scalar between 0 and 1. */
  share(quantity: Quantity | undefined, path: string, missing: number): Scalar {
    return this.scalar(quantity, path, missing, 0, 1);
  }

  private unknown(quantity: CompiledQuantity, path: string, lowest: number, highest: number): Scalar {
    const nested = (part: CompiledQuantity | undefined, name: string) =>
      part === undefined
        ? undefined
        : this.unknown(part, `${path}.${name}`, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    const shift = nested(quantity.shift, "shift");
    const scale = nested(quantity.scale, "scale");
    const scalar = new Scalar(path, 0, quantity, shift, scale, lowest, highest);
    this.unknowns.push(scalar);
    return scalar;
  }

  /** The stream of a purpose. */
  stream(purpose: string): Stream {
    let stream = this.streams.get(purpose);
    if (stream === undefined) {
      stream = new Stream(purposeKey(purpose));
      if (this.begun !== undefined) stream.reseed(this.begun.seed, this.begun.replication);
      this.streams.set(purpose, stream);
    }
    return stream;
  }

  /** A quantity that varies, drawn for `purpose` (by default its path). */
  varying(quantity: Quantity, path: string, purpose = path): Varying {
    const key = `${path} ${purpose} ${JSON.stringify(quantity)}`;
    const known = this.varyings.get(key);
    if (known !== undefined) return known;
    const compiled = compile(quantity, this.columns);
    const varying = new Varying(samplerOf(compiled.base), this.stream(purpose), compiled.min, compiled.max);
    if (compiled.scale !== undefined) {
      const scale = this.unknown(compiled.scale, `${path}.scale`, 0, Number.POSITIVE_INFINITY);
      this.bindings.push(() => {
        varying.scale = scale.value;
      });
    }
    this.varyings.set(key, varying);
    return varying;
  }

  /** A quantity whose parameters the world gives: made anew for it, without clip or scale. */
  varyingOfWorld(quantity: Quantity, purpose: string): Varying {
    const { base } = compile(quantity, this.columns);
    return new Varying(
      samplerOf(base),
      this.stream(purpose),
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    );
  }

  /** A part of the latency of a model, drawn for the calls of a step; `sticky` is the share that belongs to the call. */
  sticky(quantity: Quantity, path: string, purpose: string, sticky: Scalar): StickyVarying {
    const part = new StickyVarying(
      this.varying(quantity, path, purpose),
      this.stream(`${purpose} of the call`),
    );
    this.bindings.push(() => {
      part.sticky = sticky.value;
    });
    return part;
  }

  /** An event with a share that may be unknown. */
  chance(share: Quantity | undefined, path: string, missing: number, purpose = path): Chance {
    const scalar = this.share(share, path, missing);
    const chance = new Chance(this.stream(purpose));
    this.bindings.push(() => {
      chance.share = scalar.value;
    });
    return chance;
  }

  /** Draws world `world`, and seeds every stream for replication `replication`. */
  begin(seed: number, world: number, replication: number): void {
    this.begun = { seed, replication };
    this.drawWorld(seed, world);
    for (const bind of this.bindings) bind();
    for (const stream of this.streams.values()) stream.reseed(seed, replication);
  }

  /** The unknowns' values in the world drawn last, by path. */
  worldValues(): ReadonlyMap<string, number> {
    return new Map(this.unknowns.map((scalar) => [scalar.path, scalar.value]));
  }

  /** Draws a world and nothing else. Where designs give one path different distributions, the first stands for it. */
  worldDraws(seed: number, world: number): ReadonlyMap<string, WorldDraw> {
    this.drawWorld(seed, world);
    const draws = new Map<string, WorldDraw>();
    for (const scalar of this.unknowns) if (!draws.has(scalar.path)) draws.set(scalar.path, scalar.draw());
    return draws;
  }

  private drawWorld(seed: number, world: number): void {
    const joined = this.joinedScores(seed, world);
    for (const scalar of this.unknowns) {
      const score = joined?.get(scalar.path);
      if (score !== undefined) scalar.setAt(normalCdf(score), normalCdf(-score));
      else {
        const p = uniformOf(worldBits(seed, world, scalar.path));
        scalar.setAt(p, 1 - p);
      }
    }
  }

  /** Normal scores of the unknowns that are rank-correlated (Gaussian copula), by path. */
  private joinedScores(seed: number, world: number): Map<string, number> | undefined {
    if (this.correlations.length === 0) return undefined;
    const named = new Set<string>();
    for (const [a, b] of this.correlations) named.add(a).add(b);
    const paths = [...named].sort();
    const matrix: number[][] = paths.map((_, row) => paths.map((_, column) => (row === column ? 1 : 0)));
    for (const [a, b, spearman] of this.correlations) {
      const [row, column] = [paths.indexOf(a), paths.indexOf(b)];
      matrix[row]![column] = matrix[column]![row] = spearmanToPearson(spearman);
    }
    const factor = choleskyOf(matrix);
    if (factor === undefined) throw new RangeError("the correlations between unknowns contradict each other");
    const independent = paths.map((path) => normalScore(worldBits(seed, world, path)));
    return new Map(
      paths.map((path, row) => [
        path,
        independent.reduce((sum, score, column) => sum + factor[row * paths.length + column]! * score, 0),
      ]),
    );
  }
}

function worldBits(seed: number, world: number, path: string): number {
  const key = streamKey(seed, world, purposeKey(`world ${path}`));
  return keyedBits(key.k0, key.k1, 0, 0);
}
