/** Conducts runs on a pool of workers: folds their tallies and tells what is known at doubling looks. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { failureKind } from "../../shared/errors.ts";
import { contextOf } from "../../shared/findings/context.ts";
import { snapshotOf } from "../../shared/findings/snapshot.ts";
import type { Catalogue } from "../../shared/prices/catalogue.ts";
import { loadCatalogue } from "../../shared/prices/genai-prices.ts";
import { namesCatalogue } from "../../shared/prices/resolve.ts";
import { Fold } from "../../shared/run/fold.ts";
import type { PoolRun, WorkerPool } from "../../shared/run/pool.ts";
import { prepareRun } from "../../shared/run/prepare.ts";
import { isLook } from "../../shared/run/schedule.ts";
import type { FromConductor, LiveMessage, ToConductor } from "./messages.ts";
import { type StudiedRun, Studies, type StudyAsk, type StudyMessage } from "./studies.ts";

/** Answers a `start` with looks, a problem or a failure, until the run is final, cancelled or followed by another. */
export class Conductor {
  private current: { readonly run: number; readonly pooled: PoolRun } | undefined;
  /** The run that was asked for last and not cancelled: others are not begun any more. */
  private wanted: number | undefined;
  private catalogue: Catalogue | undefined;
  /** Of the run that was asked for last: what is studied when it is done, and who studies it from then on. */
  private asked: StudyAsk[] = [];
  private studies: Studies | undefined;

  constructor(
    private readonly pool: Pick<WorkerPool, "run">,
    private readonly tell: (message: FromConductor) => void,
    /** Milliseconds from any moment. */
    private readonly clock: () => number,
    /** A chunk of its own: asked for when a scenario first names a catalogue price. */
    private readonly load: () => Promise<Catalogue> = loadCatalogue,
  ) {}

  handle(message: ToConductor): void {
    if (message.kind === "study") {
      if (message.run !== this.wanted) return;
      if (this.studies === undefined) this.asked.push(message.ask);
      else this.studies.ask(message.ask);
      return;
    }
    if (message.kind === "start" || this.wanted === message.run) this.forgetStudies();
    if (message.kind === "cancel") {
      if (this.wanted === message.run) this.wanted = undefined;
      if (this.current?.run === message.run) this.current.pooled.cancel();
      return;
    }
    this.wanted = message.run;
    if (this.catalogue !== undefined || !namesCatalogue(message.request.scenario)) {
      this.start(message);
      return;
    }
    this.current?.pooled.cancel();
    this.load().then(
      (catalogue) => {
        this.catalogue = catalogue;
        if (this.wanted === message.run) this.start(message);
      },
      (error: unknown) =>
        this.tell({ run: message.run, message: { kind: "failed", message: reasonOf(error) } }),
    );
  }

  private forgetStudies(): void {
    this.asked = [];
    this.studies?.stop();
    this.studies = undefined;
  }

  private start({ run, request, today }: Extract<ToConductor, { kind: "start" }>): void {
    const tell = (told: LiveMessage): void => this.tell({ run, message: told });
    const prepared = prepareRun(request.scenario, request.columns, { today, catalogue: this.catalogue });
    if (!prepared.ok) {
      this.current?.pooled.cancel();
      tell({ kind: "problem", problems: prepared.error });
      return;
    }
    try {
      const context = contextOf(prepared.value, bytesToHex(sha256(utf8ToBytes(request.text))));
      this.current = {
        run,
        pooled: this.conduct({ scenario: request.scenario, prepared: prepared.value, context }, tell),
      };
    } catch (error) {
      tell({ kind: "failed", message: reasonOf(error) });
    }
  }

  private conduct(run: Omit<StudiedRun, "fold">, tell: (message: LiveMessage) => void): PoolRun {
    const { context } = run;
    const request = { ...run.prepared.request, first: context.chosen };
    const started = this.clock();
    const fold = new Fold(request.designs);
    const elapsed = (): number => (this.clock() - started) / 1000;
    const look = (planned: number): void =>
      tell({ kind: "snapshot", snapshot: snapshotOf(context, fold, planned, elapsed()) });
    if (request.designs.length === 0) look(0);
    const pooled = this.pool.run(request, {
      tallies: (tallies, done, planned) => {
        fold.addAll(tallies);
        // before all designs have done a replication, two worlds of the one that is waited for are worth a look
        const early = done === 0 && fold.completed(context.chosen) === 2;
        if (early || isLook(done, planned)) look(planned);
      },
    });
    pooled.finished.then(
      () => {
        if (this.current?.pooled === pooled) this.study({ ...run, fold }, tell);
      },
      (error: unknown) => {
        if (failureKind(error) !== "cancelled") tell({ kind: "failed", message: reasonOf(error) });
      },
    );
    return pooled;
  }

  private study(run: StudiedRun, tell: (message: StudyMessage) => void): void {
    this.studies = new Studies(run, this.pool, tell);
    for (const ask of this.asked.splice(0)) this.studies.ask(ask);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
