import { describe, expect, it } from "vitest";
import { CancelledError } from "../../../shared/errors.ts";
import { inlinePort } from "../../../shared/run/inline-port.ts";
import { Simulator } from "../../../shared/run/simulator.ts";
import { exampleRequest } from "../../support/tallied.ts";

describe("a simulator lent to a study", () => {
  it("gives the rows that the whole run would have", async () => {
    const request = exampleRequest(8);
    const simulator = new Simulator(inlinePort, 2);
    const whole = await simulator.simulate(request);
    const some = await simulator.simulate(request, [6, 1]);
    simulator.close();
    const [design] = request.designs;
    const rows = whole.of(design!).rows;
    expect(some.of(design!).rows).toEqual([rows[1], rows[6]]);
  });

  it("counts the replications of all requests together", async () => {
    const request = exampleRequest(8);
    const told: number[] = [];
    const simulator = new Simulator(inlinePort, 1, { onReplication: (done) => told.push(done) });
    await simulator.simulate(request, [0, 1]);
    await simulator.simulate({ ...request, load: 0.5 }, [4]);
    simulator.close();
    expect(told).toEqual([1, 2, 3]);
  });

  it("stops what is under way, and all that would follow", async () => {
    const request = exampleRequest(8);
    const simulator = new Simulator(inlinePort, 1);
    const underWay = simulator.simulate(request);
    simulator.stop();
    await expect(underWay).rejects.toBeInstanceOf(CancelledError);
    await expect(simulator.simulate(request)).rejects.toBeInstanceOf(CancelledError);
    simulator.close();
  });
});
