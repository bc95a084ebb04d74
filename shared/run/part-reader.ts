import { fail, type Result, succeed } from "../result.ts";
import type { ReplicationTally } from "../simulate/tally.ts";
import { lineOfText } from "./part-line.ts";
import { PART_FIGURES, type PartHeader, type PartReplication } from "./part-schema.ts";
import { tallyWritten } from "./part-tally.ts";
import { replicationsOfShard, shardProblems } from "./shard.ts";

const FOREIGN = "does not belong here";

/**
 * Takes the lines of a part one after the other, and nothing but what its run and shard call for, in their order: so
 * what was taken is the beginning of the whole part, whatever becomes of the rest.
 */
export class PartReader {
  private run: PartHeader | undefined;
  private expected: readonly number[] = [];
  private taken = 0;
  private ended = false;

  /** The first line; undefined before it was taken. */
  get header(): PartHeader | undefined {
    return this.run;
  }

  /** Replications taken, of {@link planned}. */
  get done(): number {
    return this.taken;
  }

  get planned(): number {
    return this.expected.length;
  }

  /** True once the last line was taken: nothing is missing. */
  get whole(): boolean {
    return this.ended;
  }

  /**
   * @param text a line without its end
   * @returns the tallies in it, none in the first line and the last; or what is wrong with it, in words that go on
   * "this line …"
   */
  take(text: string): Result<readonly ReplicationTally[], string> {
    const line = lineOfText(text);
    if (!line.ok) return line;
    if (this.ended) return fail(FOREIGN);
    switch (line.value.kind) {
      case "run":
        return this.run === undefined ? this.begin(line.value) : fail(FOREIGN);
      case "replication":
        return this.takeReplication(line.value);
      case "end":
        if (this.run === undefined || this.taken < this.expected.length) return fail(FOREIGN);
        this.ended = true;
        return succeed([]);
    }
  }

  private begin(header: PartHeader): Result<readonly ReplicationTally[], string> {
    const { shard, replications, days, figures } = header;
    if (figures.join() !== PART_FIGURES.join())
      return fail(`is of Plimsoll ${header.plimsoll}, whose figures this version can't read`);
    if (shard.index > shard.of || shardProblems(shard, replications).length > 0)
      return fail("names a part that there can't be");
    this.run = header;
    this.expected = replicationsOfShard(shard, replications, days);
    return succeed([]);
  }

  private takeReplication(line: PartReplication): Result<readonly ReplicationTally[], string> {
    const { replication, tallies } = line;
    const { designs = [], figures = [] } = this.run ?? {};
    const inOrder = replication === this.expected[this.taken] && tallies.length === designs.length;
    if (!inOrder) return fail(FOREIGN);
    const read: ReplicationTally[] = [];
    for (const [i, written] of tallies.entries()) {
      const fits =
        written.design === designs[i] &&
        written.world === replication >> 1 &&
        written.figures.length === figures.length;
      const tally = fits ? tallyWritten(written, replication) : undefined;
      if (tally === undefined) return fail(FOREIGN);
      read.push(tally);
    }
    this.taken++;
    return succeed(read);
  }
}
