import { describe, expect, it } from "vitest";
import { errorAtLook } from "../../../shared/statistics/error-spending.ts";

describe("the error of looks", () => {
  it("adds up to no more than what a planned run may err, over all looks at doubling sizes", () => {
    for (const planned of [1, 4, 64, 256, 257, 1000]) {
      let spent = errorAtLook(planned, planned, 0.05);
      for (let done = 1; done < planned; done *= 2) spent += errorAtLook(done, planned, 0.05);
      expect(spent).toBeCloseTo(0.05, 12);
    }
  });

  it("is nearly all left for the end", () => {
    expect(errorAtLook(256, 256, 0.05)).toBeCloseTo(0.04375, 12);
    expect(errorAtLook(128, 256, 0.05)).toBeLessThan(0.006);
    expect(errorAtLook(16, 256, 0.05)).toBeLessThan(0.00002);
  });

  it("is that of the end when more is done than was planned", () => {
    expect(errorAtLook(300, 256, 0.05)).toBe(errorAtLook(256, 256, 0.05));
    expect(errorAtLook(0, 0, 0.05)).toBe(0.05);
  });
});
