/** Studies of a run that is done: what rooms ask for beside it, worked out where the run was conducted. */
import { failureKind } from "../../shared/errors.ts";
import { type CompareAnswer, compareAnswerOf } from "../../shared/findings/comparison-study.ts";
import type { RunContext } from "../../shared/findings/context.ts";
import type { PickedTask } from "../../shared/findings/explain-answer.ts";
import type { ForecastAnswer } from "../../shared/findings/forecast-schema.ts";
import { forecastStudy, monthsUpTo } from "../../shared/findings/forecast-study.ts";
import { loadLineAnswer } from "../../shared/findings/load-line.ts";
import type { LoadLineAnswer } from "../../shared/findings/load-line-answer.ts";
import { studyLoad } from "../../shared/findings/load-line-study.ts";
import { sensitivityOf } from "../../shared/findings/sensitivity.ts";
import type { SensitivityAnswer } from "../../shared/findings/sensitivity-answer.ts";
import { Replay } from "../../shared/run/explain.ts";
import type { Fold } from "../../shared/run/fold.ts";
import type { WorkerPool } from "../../shared/run/pool.ts";
import type { PreparedRun } from "../../shared/run/prepare.ts";
import { PooledSimulator } from "../../shared/run/simulator.ts";
import type { Scenario } from "../../shared/scenario/schema.ts";

/** What may be asked of a run. */
export type StudyAsk =
  | { readonly name: "compare"; readonly baseline: string }
  | { readonly name: "sensitivity"; readonly design: string }
  | { readonly name: "loadLine"; readonly design: string }
  | { readonly name: "forecast"; readonly design: string; readonly months: number }
  | { readonly name: "lives"; readonly design: string; readonly tasks: readonly TaskName[] };

/** A task by its replication and its number in the order of arrivals, both from 0. */
export interface TaskName {
  readonly replication: number;
  readonly task: number;
}

export interface StudyAnswers {
  readonly compare: CompareAnswer;
  readonly sensitivity: SensitivityAnswer;
  readonly loadLine: LoadLineAnswer;
  readonly forecast: ForecastAnswer;
  readonly lives: readonly PickedTask["task"][];
}
export type StudyName = StudyAsk["name"];

/** How far a study has come; the answer may grow until it is done. */
export type StudyMessage =
  | { readonly kind: "study"; readonly key: string; readonly status: "running"; readonly share: number }
  | {
      readonly kind: "study";
      readonly key: string;
      readonly status: "growing" | "done";
      readonly answer: StudyAnswers[StudyName];
    }
  | { readonly kind: "study"; readonly key: string; readonly status: "failed"; readonly message: string };

/** Two asks of the same are one. */
export function studyKey(ask: StudyAsk): string {
  return JSON.stringify(ask);
}

/** A run that is done. */
export interface StudiedRun {
  /** As written, before any model was replaced. */
  readonly scenario: Scenario;
  readonly prepared: PreparedRun;
  readonly context: RunContext;
  readonly fold: Fold;
}

/** Studies that simulate, and take their turns; the others are worked out at once. */
const SIMULATING: readonly StudyName[] = ["loadLine", "forecast"];
/** A year, discounted at a usual cost of capital. */
const DISCOUNT_RATE = 0.08;

/** Carries out what was asked for, one study after the other, until it is stopped. */
export class Studies {
  readonly #asked: StudyAsk[] = [];
  readonly #known = new Set<string>();
  #simulator: PooledSimulator | undefined;
  #busy = false;
  #stopped = false;

  constructor(
    private readonly run: StudiedRun,
    private readonly pool: Pick<WorkerPool, "run">,
    private readonly tell: (message: StudyMessage) => void,
  ) {}

  /** Asks for a study; one that was asked for before is not done again. */
  ask(ask: StudyAsk): void {
    const key = studyKey(ask);
    if (this.#known.has(key)) return;
    this.#known.add(key);
    if (!SIMULATING.includes(ask.name)) void this.#carryOut(ask);
    else {
      this.#asked.push(ask);
      if (!this.#busy) void this.#goOn();
    }
  }

  /** Ends what is under way; nothing more is told. */
  stop(): void {
    this.#stopped = true;
    this.#simulator?.stop();
  }

  async #goOn(): Promise<void> {
    this.#busy = true;
    for (let ask = this.#asked.shift(); ask !== undefined && !this.#stopped; ask = this.#asked.shift())
      await this.#carryOut(ask);
    this.#busy = false;
  }

  async #carryOut(ask: StudyAsk): Promise<void> {
    const key = studyKey(ask);
    const tell = (message: StudyMessage): void => {
      if (!this.#stopped) this.tell(message);
    };
    tell({ kind: "study", key, status: "running", share: 0 });
    try {
      const answer = await this.#answer(ask, tell);
      tell({ kind: "study", key, status: "done", answer });
    } catch (error) {
      if (failureKind(error) === "cancelled") return;
      this.#known.delete(key);
      const message = error instanceof Error ? error.message : String(error);
      tell({ kind: "study", key, status: "failed", message });
    }
  }

  #answer(
    ask: StudyAsk,
    tell: (message: StudyMessage) => void,
  ): StudyAnswers[StudyName] | Promise<StudyAnswers[StudyName]> {
    const { prepared, context, fold } = this.run;
    const { request } = prepared;
    switch (ask.name) {
      case "compare":
        return compareAnswerOf(context, fold, { baseline: ask.baseline, load: request.load }, 0);
      case "sensitivity":
        return sensitivityOf(context, request, fold, ask.design, 0);
      case "lives":
        return this.#lives(ask.design, ask.tasks);
      case "loadLine":
        return this.#loadLine(ask, tell);
      case "forecast":
        return this.#forecast(ask, tell);
    }
  }

  #lives(design: string, tasks: readonly TaskName[]): readonly PickedTask["task"][] {
    const replay = new Replay(this.run.prepared.request, design);
    return [...new Set(tasks.map(({ replication }) => replication))].flatMap(
      (replication) =>
        replay.explain(
          replication,
          tasks.filter((each) => each.replication === replication).map(({ task }) => task),
        ).tasks,
    );
  }

  async #loadLine(
    ask: StudyAsk & { readonly name: "loadLine" },
    tell: (message: StudyMessage) => void,
  ): Promise<LoadLineAnswer> {
    const { prepared, context } = this.run;
    const { simulator, expect } = this.#lend(ask, tell);
    const found = await studyLoad(simulator, prepared, context, ask.design, {}, { expect });
    return loadLineAnswer(context, ask.design, found, 0);
  }

  async #forecast(
    ask: StudyAsk & { readonly name: "forecast" },
    tell: (message: StudyMessage) => void,
  ): Promise<ForecastAnswer> {
    const { scenario, prepared, context } = this.run;
    const { simulator, expect } = this.#lend(ask, tell);
    const answer = await forecastStudy(
      { scenario, request: prepared.request, design: ask.design, months: monthsUpTo(ask.months) },
      context,
      simulator,
      {
        upgradeTiers: false,
        discountRate: DISCOUNT_RATE,
        expect,
        elapsedSeconds: () => 0,
      },
    );
    if (!answer.ok) throw new Error(answer.error.map(({ message }) => message).join(" "));
    return answer.value;
  }

  /** A simulator, and the tellings of how far it is. */
  #lend(ask: StudyAsk, tell: (message: StudyMessage) => void) {
    const key = studyKey(ask);
    let planned = Number.POSITIVE_INFINITY;
    const simulator = new PooledSimulator(this.pool, {
      onReplication: (done) => {
        if (done % 8 === 0)
          tell({ kind: "study", key, status: "running", share: Math.min(1, done / planned) });
      },
    });
    this.#simulator = simulator;
    return {
      simulator,
      expect: (replications: number) => {
        planned = replications;
      },
    };
  }
}
