/**
 * The draws of tasks, made for 1,024 consecutive tasks at a time: everything that (nearly) every task needs. Retries,
 * fallbacks and what is rare are drawn one by one when they are needed. A block is used again once all its tasks have
 * come to their ends.
 */
import type { Arrivals } from "./arrivals.ts";
import type { DayMoments } from "./day.ts";
import type { Chance, DrawKeys } from "./draws.ts";
import { AttemptDraws } from "./latency.ts";
import type { DesignProgram, StepProgram } from "./program.ts";
import { StepBlock } from "./step-block.ts";

const BLOCK_BITS = 10;
export const BLOCK_TASKS = 1 << BLOCK_BITS;
const PLACE_MASK = BLOCK_TASKS - 1;

export const RIGHT = 1;
export const REVIEWED = 2;
export const KEPT = 4;

/** A task's place within its block. */
export function placeInBlock(number: number): number {
  return number & PLACE_MASK;
}

export class TaskBlock {
  /** How many tasks arrive in it, and how many have not come to their end. */
  count = 0;
  live = 0;
  /** Number of its first task. */
  first = 0;
  readonly arrival = new Float64Array(BLOCK_TASKS);
  /** Held against shares: whether the answer is right, whether it is looked at, whether it is kept. */
  readonly right = new Float64Array(BLOCK_TASKS);
  readonly reviewed = new Float64Array(BLOCK_TASKS);
  readonly kept = new Float64Array(BLOCK_TASKS);
  readonly patience = new Float64Array(BLOCK_TASKS);
  /** What becomes of an answer that the first models of all steps gave: 1 right, 2 looked at, 4 kept. */
  readonly fate = new Uint8Array(BLOCK_TASKS);
  /** What becomes of the answers of all tasks alike, where nothing about it is left to chance; −1 otherwise. */
  sureFate = -1;
  /** 1 where the design's cache has the answer. */
  readonly hit = new Uint8Array(BLOCK_TASKS);
  readonly steps: readonly StepBlock[];

  // what the express lane writes of the tasks that are in it
  /** When the last answer of a task came; negative as long as it has not, and for tasks that left the lane. */
  readonly endedAt = new Float64Array(BLOCK_TASKS).fill(-1);
  /** When the first visible token of its last answer came; of streams. */
  readonly visibleAt = new Float64Array(BLOCK_TASKS);
  /** Seconds that it stood in line for slots; and whether anybody did. */
  readonly waited = new Float64Array(BLOCK_TASKS);
  anyWaited = false;

  constructor(steps: readonly StepProgram[]) {
    this.steps = steps.map(() => new StepBlock());
  }

  /** The same becomes of all answers. */
  fillSurely(fate: number): void {
    this.sureFate = fate;
    this.fate.fill(fate);
    for (const uniforms of [this.right, this.reviewed, this.kept]) uniforms.fill(0.5);
  }

  /** Forgets what the express lane wrote. */
  forget(): void {
    this.endedAt.fill(-1);
    this.waited.fill(0);
    this.anyWaited = false;
  }
}

/** Whom it concerns that all tasks of a block have come to their ends. */
export interface BlockListener {
  /** It is used again after that. */
  closed(block: TaskBlock): void;
}

/** All blocks of a replication under way. */
export class TaskBlocks {
  private arrivals: Arrivals | undefined;
  /** Blocks by their order, the low bits of it; only those with live tasks are there. */
  private ring: (TaskBlock | undefined)[] = new Array<undefined>(16).fill(undefined);
  private readonly spare: TaskBlock[] = [];
  private made = 0;
  private listener: BlockListener | undefined;
  private readonly keys = {
    tasks: new Int32Array(BLOCK_TASKS),
    subs: new Int32Array(BLOCK_TASKS),
    count: BLOCK_TASKS,
    inRow: true,
  };
  private readonly uniforms = new Float64Array(BLOCK_TASKS);

  constructor(
    private readonly program: DesignProgram,
    private readonly arrivalsOfDay: DayMoments,
  ) {}

  whenClosed(listener: BlockListener): void {
    this.listener = listener;
  }

  begin(arrivals: Arrivals): void {
    this.arrivals = arrivals;
    for (const block of this.ring) {
      if (block === undefined) continue;
      block.forget();
      this.spare.push(block);
    }
    this.ring.fill(undefined);
    this.made = 0;
  }

  /** The block of a task that has not come to its end. */
  of(number: number): TaskBlock {
    return this.ring[(number >> BLOCK_BITS) & (this.ring.length - 1)]!;
  }

  /** Draws the next block, which may be empty: then no more tasks arrive. */
  next(): TaskBlock {
    const { arrivals, keys } = this;
    if (arrivals === undefined) throw new Error("tasks are asked for before the replication began");
    const block = this.spare.pop() ?? new TaskBlock(this.program.steps);
    const first = this.made * BLOCK_TASKS;
    for (let i = 0; i < BLOCK_TASKS; i++) keys.tasks[i] = first + i;
    keys.count = BLOCK_TASKS;
    block.count = arrivals.fill(block.arrival, keys);
    this.arrivalsOfDay.addMany(block.arrival, block.count);
    block.live = block.count;
    block.first = first;
    keys.count = block.count;
    if (block.count > 0) {
      const { terms, cacheHits } = this.program;
      const soonest = Math.min(terms.timeout, terms.hedgeAfter);
      this.drawTasks(block);
      this.program.steps.forEach((step, at) => {
        const provider = this.program.providers[step.route[0] ?? -1];
        block.steps[at]!.fill(step, provider, keys, block.hit, cacheHits !== undefined, soonest);
      });
    }
    this.keep(block);
    return block;
  }

  /** A task has come to its end. */
  ended(number: number): void {
    this.endedIn(this.of(number));
  }

  /** A task of this block has. */
  endedIn(block: TaskBlock): void {
    if (--block.live === 0) this.close(block);
  }

  private close(block: TaskBlock): void {
    this.listener?.closed(block);
    this.spare.push(block);
    this.ring[(block.first >> BLOCK_BITS) & (this.ring.length - 1)] = undefined;
  }

  private drawTasks(block: TaskBlock): void {
    const { keys, program } = this;
    const { ledgerDraws: draws } = program;
    draws.patience?.fill(block.patience, keys);
    this.drawHits(block);
    const success = program.successBefore[program.steps.length]!;
    const reviewShare = draws.reviewed.share;
    const keptShare = draws.kept.share;
    const sure = !program.mayBeWrong() && isSure(draws.reviewed) && isSure(draws.kept);
    if (sure) {
      const fate = RIGHT | (reviewShare > 0 ? REVIEWED : 0) | (keptShare > 0 ? KEPT : 0);
      if (block.sureFate !== fate) block.fillSurely(fate);
      return;
    }
    block.sureFate = -1;
    if (program.mayBeWrong()) draws.right.fillUniforms(block.right, keys);
    else block.right.fill(0.5, 0, keys.count);
    fillUnlessSure(draws.reviewed, block.reviewed, keys);
    fillUnlessSure(draws.kept, block.kept, keys);
    const { right, reviewed, kept, fate } = block;
    for (let i = 0; i < keys.count; i++)
      fate[i] =
        (right[i]! < success ? RIGHT : 0) |
        (reviewed[i]! < reviewShare ? REVIEWED : 0) |
        (kept[i]! < keptShare ? KEPT : 0);
  }

  private drawHits(block: TaskBlock): void {
    const { keys, uniforms } = this;
    const { cacheHits } = this.program;
    if (cacheHits === undefined) return;
    cacheHits.fillUniforms(uniforms, keys);
    for (let i = 0; i < keys.count; i++) block.hit[i] = uniforms[i]! < cacheHits.share ? 1 : 0;
  }

  private keep(block: TaskBlock): void {
    if (block.count === 0) {
      this.spare.push(block);
      return;
    }
    const order = this.made++;
    const mask = this.ring.length - 1;
    if (this.ring[order & mask] !== undefined) this.widen(order);
    this.ring[order & (this.ring.length - 1)] = block;
  }

  /** Makes room for blocks whose tasks live on while many others come and go. */
  private widen(order: number): void {
    const old = this.ring;
    const size = 2 * old.length;
    this.ring = new Array<undefined>(size).fill(undefined);
    for (let before = order - old.length; before < order; before++)
      this.ring[before & (size - 1)] = old[before & (old.length - 1)];
  }
}

function isSure({ share }: Chance): boolean {
  return share <= 0 || share >= 1;
}

/** Uniform draws to be held against a share; none where that is 0 or 1. */
function fillUnlessSure(chance: Chance, out: Float64Array, keys: DrawKeys): void {
  if (!isSure(chance)) chance.fillUniforms(out, keys);
  else out.fill(0.5, 0, keys.count);
}

/** The draws of one attempt that no block holds: retries, hedges, later entries of a route. */
export class SingleAttempt {
  readonly draws = new AttemptDraws();
  private readonly call = { tasks: new Int32Array(1), subs: new Int32Array(1), count: 1 };
  private readonly attempt = { tasks: new Int32Array(1), subs: new Int32Array(1), count: 1 };

  /** Keys of the draws: the call's, and the attempt's. */
  keysOf(
    task: number,
    call: number,
    attempt: number,
  ): { readonly calls: DrawKeys; readonly attempts: DrawKeys } {
    this.call.tasks[0] = task;
    this.call.subs[0] = call;
    this.attempt.tasks[0] = task;
    this.attempt.subs[0] = attempt;
    return { calls: this.call, attempts: this.attempt };
  }
}
