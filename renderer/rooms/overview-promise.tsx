/** Where nothing is promised there is nothing to judge: the one thing to do is to set a budget. */
import { Button } from "react-aria-components";
import { money, shortText } from "../format/measure.ts";
import { useSession } from "../use-session.ts";
import type { Answered } from "./answered.ts";

/** What is enough in 9 worlds of 10, in two digits, rounded up; undefined where that isn't known. */
export function proposedBudget(p90: number | null | undefined): number | undefined {
  if (p90 === null || p90 === undefined || !(p90 > 0)) return undefined;
  const place = 10 ** (Math.floor(Math.log10(p90)) - 1);
  return Number((Math.ceil(p90 / place - 1e-9) * place).toPrecision(2));
}

export function NoPromise({ answered }: { readonly answered: Answered }) {
  const { document } = useSession();
  const { answer } = answered.snapshot;
  const budget = proposedBudget(answer.designs[answer.chosen]?.budget.p90.value);
  if (budget === undefined) return null;
  return (
    <p className="no-promise">
      Nothing is promised yet, so nothing can be kept or broken.{" "}
      <Button
        className="button"
        onPress={() => document.getState().edit(["targets", "monthlyCost"], budget, "Budget")}
      >
        Set a budget of {shortText(budget, money(answered.currency))} a month
      </Button>
    </p>
  );
}
