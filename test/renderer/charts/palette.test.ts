import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DARK, designStyle, LIGHT, type Palette } from "../../../renderer/charts/palette.ts";

const tokens = readFileSync(new URL("../../../renderer/styles/tokens.css", import.meta.url), "utf8");

/** The custom properties of one theme. */
function themeOf(name: "light" | "dark"): ReadonlyMap<string, string> {
  const block = new RegExp(`data-theme="${name}"\\]\\s*\\{([^}]*)\\}`).exec(tokens)?.[1] ?? "";
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? "", match[2] ?? ""]),
  );
}

/** Relative luminance of WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (light + 0.05) / (dark + 0.05);
}

describe.each<[string, Palette, "light" | "dark"]>([
  ["ink on paper", LIGHT, "light"],
  ["light at night", DARK, "dark"],
])("%s", (_name, palette, theme) => {
  const css = themeOf(theme);

  test("is the same in charts and everywhere else", () => {
    for (const name of [
      "paper",
      "ink",
      "quiet",
      "line",
      "hair",
      "accent",
      "met",
      "broken",
      "unsure",
    ] as const) {
      expect([name, css.get(name)]).toEqual([name, palette[name]]);
    }
  });

  test("can be read: text at 4.5 to 1 on every ground it stands on", () => {
    for (const ink of ["ink", "quiet", "accent", "met", "broken", "unsure"] as const) {
      for (const ground of ["paper", "panel", "raised"]) {
        expect([ink, ground, contrast(palette[ink], css.get(ground) ?? "") >= 4.5]).toEqual([
          ink,
          ground,
          true,
        ]);
      }
    }
  });

  test("lets the lines of the first three designs be seen at 3 to 1", () => {
    for (const order of [0, 1, 2]) {
      expect(contrast(designStyle(order, palette).colour, palette.paper)).toBeGreaterThanOrEqual(3);
    }
  });

  test("tells seven designs apart by colour and by dash", () => {
    const styles = Array.from({ length: 7 }, (_, order) => designStyle(order, palette));
    expect(new Set(styles.map((style) => style.colour)).size).toBe(7);
    expect(new Set(styles.map((style) => style.dash)).size).toBe(7);
  });

  test("tells further designs from those whose colour they have by their dash", () => {
    const styles = Array.from({ length: 14 }, (_, order) => designStyle(order, palette));
    expect(new Set(styles.map(({ colour, dash }) => `${colour} ${dash}`)).size).toBe(14);
  });
});
