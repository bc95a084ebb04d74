import { expect, it } from "vitest";
import { Line } from "../../../shared/simulate/line.ts";

it("a line serves first come, first served, whoever leaves from its middle", () => {
  const line = new Line();
  for (const member of [3, 200, 7, 9, 1]) line.join(member);
  line.leave(7);
  line.leave(1);
  line.join(5);
  expect(line.length).toBe(4);
  expect([line.shift(), line.shift(), line.shift(), line.shift(), line.shift()]).toEqual([3, 200, 9, 5, -1]);
  expect(line.length).toBe(0);
  line.join(3);
  expect(line.head).toBe(3);
});
