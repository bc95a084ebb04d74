import { describe, expect, test } from "vitest";
import { hanging, tableLines, wrap } from "../../cli/layout.ts";
import { columnsOf, harmless, inkOf, isScreen, wantsColour, widthOf } from "../../cli/terminal.ts";

const ESCAPE = "\u001b";

describe("The width of a text on a terminal", () => {
  test.each([
    ["plain", 5],
    ["", 0],
    ["✓ € ·", 5],
    ["客服", 4],
    ["é", 1],
    [`${ESCAPE}[1mbold${ESCAPE}[22m`, 4],
    ["👩‍💻", 2],
  ])("%s", (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });
});

describe("Wrapping", () => {
  test("breaks at blanks and never inside a word", () => {
    expect(wrap("one two three", 8)).toEqual(["one two", "three"]);
    expect(wrap("unbreakable", 4)).toEqual(["unbreakable"]);
  });

  test("keeps together what a no-break space holds", () => {
    expect(wrap("11.9\u00a0s (11.2\u00a0to\u00a012.8)", 12)).toEqual(["11.9 s", "(11.2 to 12.8)"]);
  });

  test("hangs further lines under the first", () => {
    expect(hanging("one two three", 9, 4, 2)).toEqual(["  one", "    two", "    three"]);
  });
});

describe("A table", () => {
  test("has columns as wide as their widest cell, and no blanks at its lines' ends", () => {
    const rows = [
      ["a", "1", ""],
      ["long", "10", "x"],
    ];
    const columns = [{ align: "left" }, { align: "right" }, { align: "left" }] as const;
    expect(tableLines(rows, columns, 2)).toEqual(["  a      1", "  long  10  x"]);
  });

  test("wraps a cell that is too wide, beside the others", () => {
    const columns = [{ align: "left", most: 5 }, { align: "left" }] as const;
    expect(tableLines([["one two three", "x"]], columns)).toEqual(["one    x", "two", "three"]);
  });

  test("counts columns of the terminal, not characters", () => {
    const columns = [{ align: "left" }, { align: "left" }] as const;
    const bold = `${ESCAPE}[1mab${ESCAPE}[22m`;
    expect(
      tableLines(
        [
          ["客服", "x"],
          [bold, "y"],
        ],
        columns,
      ),
    ).toEqual(["客服  x", `${bold}    y`]);
  });
});

describe("The terminal", () => {
  test("gives its width, within what can be read", () => {
    expect(widthOf({ columns: 72 }, {})).toBe(72);
    expect(widthOf({ columns: 300 }, {})).toBe(100);
    expect(widthOf({ columns: 10 }, {})).toBe(40);
  });

  test("may not know its width: then COLUMNS says, or 100", () => {
    expect(widthOf({ columns: 0 }, { COLUMNS: "60" })).toBe(60);
    expect(widthOf({}, { COLUMNS: "60" })).toBe(60);
    expect(widthOf({}, { COLUMNS: "wide" })).toBe(100);
    expect(widthOf({}, {})).toBe(100);
  });

  test.each([
    ["a terminal", { isTTY: true }, {}, true],
    ["a file", { isTTY: false }, {}, false],
    ["a dumb terminal", { isTTY: true }, { TERM: "dumb" }, false],
    ["NO_COLOR", { isTTY: true }, { NO_COLOR: "1" }, false],
    ["an empty NO_COLOR", { isTTY: true }, { NO_COLOR: "" }, true],
    ["FORCE_COLOR", { isTTY: false }, { FORCE_COLOR: "1" }, true],
    ["FORCE_COLOR before NO_COLOR", { isTTY: false }, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
    ["FORCE_COLOR=0", { isTTY: true }, { FORCE_COLOR: "0" }, false],
  ])("is written to in colour or not: %s", (_why, output, env, colour) => {
    expect(wantsColour(output, env)).toBe(colour);
  });

  test("is redrawn only where that works", () => {
    expect(isScreen({ isTTY: true }, {})).toBe(true);
    expect(isScreen({ isTTY: true }, { TERM: "dumb" })).toBe(false);
    expect(isScreen({}, {})).toBe(false);
  });

  test("is not steered by texts from a file", () => {
    expect(harmless(`a${ESCAPE}[2Jb\u009bc\u202ed\r\n`)).toBe("a\ufffd[2Jb\ufffdc\ufffdd\ufffd\ufffd");
  });

  test("shows plain text where colour is not wanted", () => {
    expect(inkOf(false).bad("x")).toBe("x");
    expect(inkOf(true).bad("x")).toBe(`${ESCAPE}[31mx${ESCAPE}[39m`);
  });
});
