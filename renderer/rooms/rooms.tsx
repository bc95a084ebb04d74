/** What follows from the assumptions, in rooms; and what is said when nothing can follow yet. */
import { useMemo } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useDocument, useRun, useView } from "../use-session.ts";
import { answered } from "./answered.ts";
import { ROOMS } from "./room-list.ts";
import { Waiting } from "./waiting.tsx";

export function Rooms() {
  const room = useView((view) => view.room);
  const setView = useView((view) => view.set);
  const selected = ROOMS.some(({ id }) => id === room) ? room : "overview";
  return (
    <Tabs
      className="rooms"
      selectedKey={selected}
      onSelectionChange={(key) => setView({ room: String(key) })}
    >
      <TabList className="room-tabs" aria-label="Rooms">
        {ROOMS.map(({ id, label }) => (
          <Tab key={id} id={id} className="room-tab">
            {label}
          </Tab>
        ))}
      </TabList>
      {ROOMS.map(({ id, Content }) => (
        <TabPanel key={id} id={id} className="room">
          <RoomContent Content={Content} />
        </TabPanel>
      ))}
    </Tabs>
  );
}

function RoomContent({ Content }: Pick<(typeof ROOMS)[number], "Content">) {
  const snapshot = useRun((run) => run.snapshot);
  const carried = useRun((run) => run.carried);
  const stale = useRun((run) => run.stale);
  const scenario = useDocument((document) => document.scenario);
  const found = useMemo(
    () =>
      scenario === undefined || snapshot === undefined ? undefined : answered(scenario, snapshot, carried),
    [scenario, snapshot, carried],
  );
  if (found === undefined) return <Waiting />;
  return (
    <div className="room-content" data-stale={stale}>
      <Content answered={found} />
    </div>
  );
}
