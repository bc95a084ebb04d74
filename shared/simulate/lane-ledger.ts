import { accountOf } from "./accounts.ts";
import {
  L_CACHED_COST,
  L_CALLS,
  L_FATE,
  L_INPUT_COST,
  L_OUTPUT_COST,
  L_VISIBLE_AT,
  R_AT,
  T_ARRIVED_AT,
  T_BOOKED,
  T_NUMBER,
} from "./fields.ts";
import type { Ledger } from "./ledger.ts";
import type { RunState } from "./run-state.ts";
import { FIGURE } from "./tally.ts";
import { KEPT, placeInBlock, REVIEWED, RIGHT } from "./task-blocks.ts";

/** How many tasks are booked together. */
const TOGETHER = 512;

/**
 * Books tasks that were in the express lane to their ends: all their calls were answered, by the first models of their
 * routes. They are booked many at a time, so that the simulation and the booking each stay small enough for the
 * processor's nearest memory; until then they keep their records. When that is depends on how many have ended, and on
 * nothing else: sums come out the same however a replication is sliced.
 */
export class LaneLedger {
  private readonly ended = new Int32Array(TOGETHER);
  private count = 0;
  private readonly acknowledges: boolean;
  private readonly streams: boolean;

  constructor(
    private readonly run: RunState,
    private readonly ledger: Ledger,
  ) {
    const { mode } = run.program.terms;
    this.acknowledges = mode === "async";
    this.streams = mode === "stream";
  }

  reset(): void {
    this.count = 0;
  }

  /** The last call of a task was answered at its `R_AT`. */
  add(task: number): void {
    this.ended[this.count++] = task;
    if (this.count === TOGETHER) this.bookAll();
  }

  bookAll(): void {
    this.bookTimes();
    this.bookMoney();
    const { ended, count } = this;
    const { records, blocks } = this.run;
    const { data } = records;
    for (let i = 0; i < count; i++) {
      const task = ended[i]!;
      blocks.ended(data[task + T_NUMBER]!);
      records.release(task);
    }
    this.count = 0;
  }

  private bookTimes(): void {
    const { ended, count, acknowledges, streams, ledger } = this;
    const { recorder, records, program } = this.run;
    const { data } = records;
    const { slowest, mostTried } = ledger;
    const { acknowledgeSeconds } = program.ledgerTerms;
    for (let i = 0; i < count; i++) {
      const task = ended[i]!;
      const number = data[task + T_NUMBER]!;
      const arrivedAt = data[task + T_ARRIVED_AT]!;
      const result = data[task + R_AT]! - arrivedAt;
      if (acknowledges || streams) {
        recorder.response.add(acknowledges ? acknowledgeSeconds : data[task + L_VISIBLE_AT]! - arrivedAt);
        recorder.result.add(result);
      } else recorder.both.add(result);
      if (data[task + T_BOOKED] === 1) {
        const at = accountOf(task);
        recorder.wait.add(ledger.waited(at));
        if ((number & 7) === 0) recorder.time.add(result, records.accounts, at, 0);
      } else recorder.wait.addZero();
      if (result >= slowest.least) slowest.keep(number, result);
      if (data[task + L_CALLS]! >= mostTried.least) mostTried.keep(number, data[task + L_CALLS]!);
    }
  }

  private bookMoney(): void {
    const { ended, count, ledger } = this;
    const { recorder, records, program } = this.run;
    const { figures } = recorder;
    const { data } = records;
    const { caught } = program.ledgerDraws;
    const { extrasPerTask, wrongOutput } = program.ledgerTerms;
    const { costliest } = ledger;
    let inputs = 0;
    let cacheds = 0;
    let outputs = 0;
    let wasted = 0;
    let late = 0;
    let rightOnes = 0;
    let units = 0;
    let wrong = 0;
    let squares = 0;
    let ofUnits = 0;
    for (let i = 0; i < count; i++) {
      const task = ended[i]!;
      const number = data[task + T_NUMBER]!;
      const input = data[task + L_INPUT_COST]!;
      const cached = data[task + L_CACHED_COST]!;
      const output = data[task + L_OUTPUT_COST]!;
      let cash = input + cached + output + extrasPerTask;
      if (this.isLate(task, number)) {
        wasted += input + cached + output;
        late++;
      } else {
        inputs += input;
        cacheds += cached;
        outputs += output;
        const fate = data[task + L_FATE]! | 0;
        let right = (fate & RIGHT) !== 0;
        if ((fate & REVIEWED) !== 0) {
          cash += ledger.review(number);
          right ||= caught.happens(number, 0);
        }
        if (!right) wrong++;
        else {
          rightOnes++;
          if ((fate & KEPT) !== 0) {
            units++;
            ofUnits += cash;
          }
        }
      }
      squares += cash * cash;
      if (cash >= costliest.least) costliest.keep(number, cash);
    }
    const add = (figure: number, amount: number): void => recorder.add(figure, amount);
    add(FIGURE.costInput, inputs);
    add(FIGURE.costCachedInput, cacheds);
    add(FIGURE.costOutput, outputs);
    add(FIGURE.costWasted, wasted);
    add(FIGURE.costPerTask, extrasPerTask * count);
    add(FIGURE.costWrongOutputs, wrongOutput * wrong);
    add(FIGURE.taskCostSquared, squares);
    add(FIGURE.taskCostOfUnits, ofUnits);
    add(FIGURE.late, late);
    add(FIGURE.delivered, count - late);
    add(FIGURE.right, rightOnes);
    figures[FIGURE.units] = figures[FIGURE.units]! + units;
  }

  private isLate(task: number, number: number): boolean {
    const { records, program, blocks } = this.run;
    const { data } = records;
    const arrivedAt = data[task + T_ARRIVED_AT]!;
    if (this.acknowledges) return data[task + R_AT]! - arrivedAt > program.terms.deadline;
    if (program.ledgerDraws.patience === undefined) return false;
    const response = (this.streams ? data[task + L_VISIBLE_AT]! : data[task + R_AT]!) - arrivedAt;
    return response > blocks.of(number).patience[placeInBlock(number)]!;
  }
}
