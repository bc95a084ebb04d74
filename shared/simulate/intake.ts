import { BLOCK_TASKS, type TaskBlock, type TaskBlocks } from "./task-blocks.ts";

/** The next arrival: which task, in which block of draws, and when. */
export class Intake {
  /** Number of the next task, and how many have arrived. */
  number = 0;
  /** Seconds; infinite when no more tasks come. */
  nextAt = Number.POSITIVE_INFINITY;
  private current: TaskBlock | undefined;

  constructor(private readonly blocks: TaskBlocks) {}

  begin(): void {
    this.number = 0;
    this.find();
  }

  /** The block of the next task. */
  get block(): TaskBlock {
    return this.current!;
  }

  /** The next task has arrived. */
  advance(): void {
    this.number++;
    this.find();
  }

  private find(): void {
    const place = this.number & (BLOCK_TASKS - 1);
    if (place === 0) this.current = this.blocks.next();
    const { arrival, count } = this.current!;
    this.nextAt = place < count ? arrival[place]! : Number.POSITIVE_INFINITY;
  }
}
