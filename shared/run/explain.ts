/** One task of a run again, alone: the same draws, the same others around it, and its whole life. */
import type { TaskLife } from "../simulate/life.ts";
import { CompiledScenario } from "../simulate/replication.ts";
import { FIGURE, type ReplicationTally } from "../simulate/tally.ts";
import { Tracer } from "../simulate/tracer.ts";
import type { RunRequest } from "./request.ts";

/** A task of a run, and what it went through. */
export interface ExplainedTask extends TaskLife {
  readonly replication: number;
  readonly world: number;
}

/** What one replication tells of the tasks that were asked for. */
export interface Explained {
  /** In the order asked for; those that the replication has. */
  readonly tasks: readonly ExplainedTask[];
  /** Tasks of the replication, where some that were asked for are not among them. */
  readonly arrived: number | undefined;
}

/** Events between two looks at whether all is told. */
const SLICE = 10_000;

/** Simulates replications of one design of a run again, and tells the lives of some of their tasks. */
export class Replay {
  private readonly tracer = new Tracer();
  private readonly compiled: CompiledScenario;

  /** @param design one of the request's */
  constructor(
    request: RunRequest,
    private readonly design: string,
  ) {
    this.compiled = new CompiledScenario({ ...request, observer: this.tracer });
  }

  /**
   * The lives of these tasks of a replication, as they were in the run. The replication is simulated up to the last of
   * their ends.
   */
  explain(replication: number, tasks: readonly number[]): Explained {
    this.tracer.watch(tasks);
    const slices = this.compiled.slices(replication, [this.design], SLICE);
    let arrived: number | undefined;
    for (let slice = slices.next(); ; slice = slices.next()) {
      if (slice.done === true && !this.tracer.complete) arrived = arrivedIn(slice.value);
      if (slice.done === true || this.tracer.complete) break;
    }
    const lives = new Map(this.tracer.lives.map((life) => [life.task, life]));
    const found = tasks.flatMap((task): ExplainedTask[] => {
      const life = lives.get(task);
      return life === undefined ? [] : [{ ...life, replication, world: replication >> 1 }];
    });
    return { tasks: found, arrived };
  }
}

function arrivedIn([tally]: readonly ReplicationTally[]): number {
  return tally?.figures[FIGURE.arrived] ?? 0;
}
