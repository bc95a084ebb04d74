/** The assumptions: first the ten that decide most, then all of them in their groups; any is found by name. */
import { useEffect, useMemo, useRef, useState } from "react";
import { Input, SearchField } from "react-aria-components";
import { Icon } from "../ui/icons.tsx";
import { Splitter } from "../ui/splitter.tsx";
import { useDocument, useSession } from "../use-session.ts";
import { AddField } from "./add-field.tsx";
import { AssumptionGroup, AssumptionRows } from "./assumption-group.tsx";
import { essentials } from "./essentials.ts";
import { allRows, filtered, outline } from "./outline.ts";
import { placedProblems } from "./problems.ts";
import { problemSentence } from "./row-editor.tsx";
import { saidByPath } from "./sources.ts";

export function AssumptionsPanel() {
  const value = useDocument((document) => document.value);
  const opening = useDocument((document) => document.opening);
  const problems = useDocument((document) => document.problems);
  const answered = useDocument((document) => document.scenario !== undefined);
  const [words, setWords] = useState("");
  const sections = useMemo(() => outline(value), [value]);
  const said = useMemo(() => saidByPath(value), [value]);
  const placed = useMemo(() => placedProblems(problems, allRows(sections)), [problems, sections]);
  const found = useMemo(() => filtered(sections, words), [sections, words]);
  const first = useMemo(() => essentials(value, sections), [value, sections]);
  const searching = words.trim() !== "";
  return (
    <section className="assumptions" aria-label="Assumptions">
      <FilterBox words={words} onChange={setWords} />
      <div key={opening} className="assumptions-scroll">
        {!searching && (
          <div className="essentials">
            <h2 className="panel-heading">What decides most</h2>
            <AssumptionRows rows={first} said={said} placed={placed} />
            <h2 className="panel-heading">All assumptions</h2>
          </div>
        )}
        {found.map((group) => (
          <AssumptionGroup
            key={group.label}
            group={group}
            depth={0}
            forced={searching}
            said={said}
            placed={placed}
          />
        ))}
        {!searching && <AddField path={[]} label="the scenario" />}
        {searching && found.length === 0 && (
          <p className="panel-empty">Nothing here is called “{words}”. Clear the box to see everything.</p>
        )}
      </div>
      {problems.length > 0 && (
        <ProblemList
          count={problems.length}
          elsewhere={placed.elsewhere.map(problemSentence)}
          answered={answered}
        />
      )}
      <Splitter />
    </section>
  );
}

function FilterBox({
  words,
  onChange,
}: {
  readonly words: string;
  readonly onChange: (words: string) => void;
}) {
  const ref = useRef<HTMLInputElement>(null);
  const session = useSession();
  useEffect(
    () =>
      session.onFocusFilter((wanted) => {
        if (wanted !== undefined) onChange(wanted);
        ref.current?.select();
      }),
    [session, onChange],
  );
  return (
    <SearchField className="filter" aria-label="Find an assumption" value={words} onChange={onChange}>
      <Icon name="search" />
      <Input ref={ref} className="filter-input" placeholder="Find an assumption" />
    </SearchField>
  );
}

interface ProblemListProps {
  readonly count: number;
  readonly elsewhere: readonly string[];
  /** Whether there was ever something to simulate. */
  readonly answered: boolean;
}

/** Says that something is wrong, and in full what no field can say. */
function ProblemList({ count, elsewhere, answered }: ProblemListProps) {
  return (
    <div className="problems" role="status">
      <p>
        <strong>{count === 1 ? "One thing is wrong." : `${count} things are wrong.`}</strong>
        {answered && " The answer on the right is the last one that was sound."}
      </p>
      {elsewhere.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}
