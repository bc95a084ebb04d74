import { describe, expect, it } from "vitest";
import { Breaker } from "../../../shared/simulate/breaker.ts";

function breaker(): Breaker {
  const made = new Breaker();
  made.reset(30, 0.5, 4, 60);
  return made;
}

describe("a breaker", () => {
  it("opens at its threshold, once enough attempts have ended in its window", () => {
    const b = breaker();
    for (const failed of [true, true, true]) b.ends(1, failed, false);
    expect(b.allows(1)).toBe(true);
    b.ends(2, true, false);
    expect(b.allows(2)).toBe(false);
    const calm = breaker();
    for (const failed of [true, false, false, false, false]) calm.ends(1, failed, false);
    expect(calm.allows(1)).toBe(true);
  });

  it("opens by a success too, when that is what brings the count to its minimum", () => {
    const b = breaker();
    for (const failed of [true, true, true]) b.ends(1, failed, false);
    b.ends(2, false, false);
    expect(b.allows(2)).toBe(false);
  });

  it("forgets what ended before its window", () => {
    const b = breaker();
    for (const at of [0, 1, 2]) b.ends(at, true, false);
    b.ends(33, true, false);
    expect(b.allows(33)).toBe(true);
    for (const at of [34, 35, 36]) b.ends(at, true, false);
    expect(b.allows(36)).toBe(false);
  });

  it("skips the model for its cooldown, then lets one probe through, and closes empty when that succeeds", () => {
    const b = breaker();
    for (let i = 0; i < 4; i++) b.ends(10, true, false);
    expect(b.allows(69.9)).toBe(false);
    expect(b.allows(70)).toBe(true);
    expect(b.sends(70)).toBe(true);
    expect(b.allows(70)).toBe(false);
    expect(b.sends(70)).toBe(false);
    b.ends(71, false, true);
    expect(b.allows(71)).toBe(true);
    for (let i = 0; i < 3; i++) b.ends(72, true, false);
    expect(b.allows(72)).toBe(true);
    b.ends(72, true, false);
    expect(b.allows(72)).toBe(false);
  });

  it("has forgotten all when it closes again, however long its window is", () => {
    const b = new Breaker();
    b.reset(1e6, 0.5, 4, 60);
    for (let i = 0; i < 4; i++) b.ends(10, true, false);
    b.sends(70);
    b.ends(71, false, true);
    for (let i = 0; i < 3; i++) b.ends(72, true, false);
    expect(b.allows(72)).toBe(true);
  });

  it("opens again when the probe fails", () => {
    const b = breaker();
    for (let i = 0; i < 4; i++) b.ends(0, true, false);
    b.sends(60);
    b.ends(61, true, true);
    expect(b.allows(120.9)).toBe(false);
    expect(b.allows(121)).toBe(true);
  });

  it("keeps its count through any number of attempts in the window", () => {
    const b = new Breaker();
    b.reset(1e6, 0.5, 1000, 60);
    for (let i = 0; i < 1001; i++) b.ends(i, i % 2 === 0, false);
    expect(b.allows(1001)).toBe(false);
    const calm = new Breaker();
    calm.reset(1e6, 0.51, 10, 60);
    for (let i = 0; i < 5000; i++) calm.ends(i, i % 2 === 1, false);
    expect(calm.allows(5000)).toBe(true);
  });
});
