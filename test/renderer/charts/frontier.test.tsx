import { describe, expect, test } from "vitest";
import {
  efficientPoints,
  Frontier,
  type FrontierPoint,
  frontierBox,
} from "../../../renderer/charts/frontier.tsx";
import { LIGHT } from "../../../renderer/charts/palette.ts";
import { linearDomain, logDomain } from "../../../renderer/charts/scales.ts";
import { frontierPoints } from "../../../renderer/rooms/compare-words.ts";
import { elements, numbersOf, picture, pictureFile } from "../support/pictures.tsx";
import { COMPARED, type SyntheticCompared, syntheticComparison } from "../support/synthetic-comparison.ts";

const WIDTH = 800;
const HEIGHT = 380;

function pointsOf(designs: readonly SyntheticCompared[]): readonly FrontierPoint[] {
  return frontierPoints(
    syntheticComparison(designs),
    new Map(designs.map(({ name }, order) => [name, order])),
  ).points;
}

function chart(points: readonly FrontierPoint[], cursor?: number): string {
  return picture(
    <Frontier
      width={WIDTH}
      height={HEIGHT}
      palette={LIGHT}
      label="Cost against the tail"
      points={points}
      costs={linearDomain(points.map(({ cost }) => cost.value))}
      seconds={logDomain(points.map(({ seconds }) => seconds.value))}
      costText={(cost) => `$${cost}`}
      costTitle="Cost per resolved ticket"
      cursor={cursor}
    />,
  );
}

const EIGHT: readonly SyntheticCompared[] = [
  ...COMPARED,
  ...[1, 2, 3, 4].map((at) => ({ name: `variant ${at}`, cost: 0.063 + at / 1000, p99: 17.7 + at / 10 })),
];

describe("the frontier", () => {
  test("has a cross of intervals for each design, and a line through the efficient ones", async () => {
    const svg = chart(pointsOf(COMPARED));
    await expect(svg).toMatchFileSnapshot(pictureFile("frontier-ordinary"));
    const line = / points="([^"]*)"/.exec(elements(svg, /<polyline/)[0] ?? "")?.[1] ?? "";
    expect(line.split(" ")).toHaveLength(2);
  });

  test("names eight designs without one name on another", async () => {
    const svg = chart(pointsOf(EIGHT), 2);
    await expect(svg).toMatchFileSnapshot(pictureFile("frontier-eight"));
    const names = numbersOf(svg, /text-anchor="start" font-weight/, "y").toSorted((a, b) => a - b);
    const gaps = names.slice(1).map((at, index) => at - (names[index] ?? 0));
    expect(names.length).toBeGreaterThan(5);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(16.9);
  });

  test("needs only one design", async () => {
    await expect(chart(pointsOf(COMPARED.slice(0, 1)))).toMatchFileSnapshot(pictureFile("frontier-tiny"));
  });

  test("leaves out unstable designs, and says of others why they have no place", () => {
    const designs = [
      { name: "streamed", cost: 0.06, p99: 17 },
      { name: "new", cost: 0.05, p99: null },
      { name: "swamped", cost: 0.01, p99: 3, stable: false },
    ];
    const { points, missing } = frontierPoints(syntheticComparison(designs), new Map());
    expect(points.map(({ design }) => design)).toEqual(["streamed"]);
    expect(missing).toEqual(["“new” has no p99 of the result: too few tasks: it takes more."]);
  });

  test("stays within its picture when an interval has no end", () => {
    const [point] = pointsOf(COMPARED);
    if (point === undefined) throw new Error("There is no design.");
    const open = { ...point, seconds: { ...point.seconds, high: null } };
    const ends = numbersOf(chart([open]), /<line[^>]*opacity="0.55"/, "x2");
    expect(Math.max(...ends)).toBe(frontierBox(WIDTH, HEIGHT).right);
  });
});

describe("an efficient design", () => {
  const at = (design: string, cost: number, seconds: number): FrontierPoint => ({
    design,
    order: 0,
    chosen: false,
    cost: { value: cost, low: cost, high: cost },
    seconds: { value: seconds, low: seconds, high: seconds },
  });

  test("is one that no other beats in both", () => {
    const points = [
      at("dear and fast", 3, 1),
      at("cheap and slow", 1, 3),
      at("middling", 2, 2),
      at("bad", 2.5, 2.5),
    ];
    expect(efficientPoints(points).map(({ design }) => design)).toEqual([
      "dear and fast",
      "middling",
      "cheap and slow",
    ]);
  });

  test("may share its place, and is beaten by one that is equal in one thing and better in the other", () => {
    expect(efficientPoints([at("one", 1, 1), at("the same", 1, 1)])).toHaveLength(2);
    expect(efficientPoints([at("one", 1, 1), at("slower", 1, 2)]).map(({ design }) => design)).toEqual([
      "one",
    ]);
  });
});
