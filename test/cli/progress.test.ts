import { describe, expect, test } from "vitest";
import { ProgressDisplay, progressLine, timeLeft } from "../../cli/progress.ts";
import { columnsOf, inkOf } from "../../cli/terminal.ts";

const plain = inkOf(false);
const at = (done: number, seconds: number, planned = 256) => ({
  done,
  planned,
  seconds,
  mayStopEarly: false,
});

describe("The progress line", () => {
  test("says how far the run is and how long it will take", () => {
    expect(progressLine(at(64, 4), 80, plain)).toBe(
      "━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 64 of 256 replications · 12 s left",
    );
  });

  test("says that a run may stop early where it may", () => {
    const line = progressLine({ ...at(64, 4), mayStopEarly: true }, 80, plain);
    expect(line).toContain("64 of at most 256 replications");
  });

  test.each([200, 80, 60, 40, 20, 5])("fits into %i columns", (width) => {
    expect(columnsOf(progressLine(at(64, 4), width, inkOf(true)))).toBeLessThan(width);
  });

  test.each([
    [at(0, 10), ""],
    [at(1, 10), ""],
    [at(64, 0.5), ""],
    [at(256, 10), ""],
    [at(250, 10), "a moment left"],
    [at(128, 80), "80 s left"],
    [at(128, 600), "10 min left"],
    [at(128, 36_000), "10 h left"],
  ])("time left %#", (progress, words) => {
    expect(timeLeft(progress)).toBe(words);
  });
});

describe("The progress display", () => {
  function display() {
    let now = 0;
    const written: string[] = [];
    const shown = new ProgressDisplay(8, false, (text) => written.push(text), {
      width: () => 80,
      ink: plain,
      now: () => now,
    });
    const pass = (milliseconds: number) => {
      now += milliseconds;
    };
    return { shown, written, pass };
  }

  test("is redrawn at most ten times a second", () => {
    const { shown, written, pass } = display();
    for (let done = 1; done <= 8; done++) {
      pass(30);
      shown.update(done);
    }
    shown.end();
    expect(written.filter((text) => text.includes("replications"))).toHaveLength(2);
  });

  test("leaves an empty line behind", () => {
    const { shown, written } = display();
    shown.update(1);
    shown.end();
    expect(written.at(-1)).toBe("\r\u001b[2K");
  });

  test("writes nothing where nothing was shown", () => {
    const { shown, written } = display();
    shown.end();
    expect(written).toEqual([]);
  });
});
