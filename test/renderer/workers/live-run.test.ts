import { beforeEach, describe, expect, test } from "vitest";
import { type ConductorPort, LiveRuns, localDate } from "../../../renderer/workers/live-run.ts";
import type {
  FromConductor,
  LiveMessage,
  LiveRequest,
  ToConductor,
} from "../../../renderer/workers/messages.ts";
import example from "../../../scenarios/support-assistant.json?raw";
import { parseScenario } from "../../../shared/scenario/parse.ts";

const parsed = parseScenario(example);
if (!parsed.ok) throw new Error("The example is no scenario.");
const request: LiveRequest = { scenario: parsed.value, text: example, columns: {} };

class FakeConductor implements ConductorPort {
  readonly sent: ToConductor[] = [];
  terminated = false;
  onmessage: ConductorPort["onmessage"] = null;
  onerror: ConductorPort["onerror"] = null;
  readonly postMessage = (message: ToConductor): void => {
    this.sent.push(message);
  };
  readonly terminate = (): void => {
    this.terminated = true;
  };
  tell(data: FromConductor): void {
    this.onmessage?.(new MessageEvent("message", { data }));
  }
}

let conductors: FakeConductor[];
let runs: LiveRuns;
beforeEach(() => {
  conductors = [];
  runs = new LiveRuns(
    () => {
      const conductor = new FakeConductor();
      conductors.push(conductor);
      return conductor;
    },
    () => "2026-12-01",
  );
});

const failed = (message: string): LiveMessage => ({ kind: "failed", message });

describe("live runs", () => {
  test("start on one conductor, with today's date", () => {
    runs.start(request, () => {});
    runs.start(request, () => {});
    expect(conductors).toHaveLength(1);
    expect(conductors[0]?.sent.map((sent) => [sent.kind, sent.run])).toEqual([
      ["start", 1],
      ["start", 2],
    ]);
    expect(conductors[0]?.sent[0]).toMatchObject({ today: "2026-12-01" });
  });

  test("hear only of themselves", () => {
    const heard: LiveMessage[] = [];
    runs.start(request, (message) => heard.push(message));
    runs.start(request, (message) => heard.push(message));
    conductors[0]?.tell({ run: 1, message: failed("old") });
    conductors[0]?.tell({ run: 2, message: failed("new") });
    expect(heard).toEqual([failed("new")]);
  });

  test("hear nothing more once cancelled, and cancel no later run", () => {
    const heard: LiveMessage[] = [];
    const first = runs.start(request, (message) => heard.push(message));
    const second = runs.start(request, (message) => heard.push(message));
    first.cancel();
    expect(conductors[0]?.sent.filter((sent) => sent.kind === "cancel")).toEqual([]);
    second.cancel();
    conductors[0]?.tell({ run: 2, message: failed("late") });
    expect(heard).toEqual([]);
    expect(conductors[0]?.sent.at(-1)).toEqual({ kind: "cancel", run: 2 });
  });

  test("say when the conductor dies, and hire another for the next", () => {
    const heard: LiveMessage[] = [];
    runs.start(request, (message) => heard.push(message));
    const [conductor] = conductors;
    // Node has no ErrorEvent; an event with a message is all that is read of it.
    const died = Object.assign(new Event("error"), { message: "out of memory" });
    Reflect.apply(conductor?.onerror ?? (() => {}), conductor, [died]);
    expect(heard).toEqual([failed("The simulation stopped: out of memory")]);
    expect(conductor?.terminated).toBe(true);
    runs.start(request, () => {});
    expect(conductors).toHaveLength(2);
  });
});

test("Today is the day of this machine's calendar", () => {
  expect(localDate(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
});
