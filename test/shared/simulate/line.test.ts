import { expect, it } from "vitest";
import { Line } from "../../../shared/simulate/line.ts";
import { Records } from "../../../shared/simulate/records.ts";

it("a line serves first come, first served, whoever leaves from its middle", () => {
  const records = new Records();
  for (let taken = 0; taken < 256; taken++) records.take();
  const line = new Line(records);
  for (const member of [3, 200, 7, 9, 1].map((place) => place * 32)) line.join(member);
  line.leave(7 * 32);
  line.leave(32);
  line.join(5 * 32);
  expect(line.length).toBe(4);
  expect([line.shift(), line.shift(), line.shift(), line.shift(), line.shift()]).toEqual([
    96, 6400, 288, 160, -1,
  ]);
  expect(line.length).toBe(0);
  line.join(96);
  expect(line.head).toBe(96);
});
