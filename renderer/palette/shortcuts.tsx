/** Every key that means something, in one list. */
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { onMac } from "../on-mac.ts";
import { COMMANDS, keysText } from "../store/commands.ts";
import { useOverlay, useSession } from "../use-session.ts";

/** Keys that belong to a place rather than to a command. */
const PLACES: readonly { readonly does: string; readonly keys: readonly string[] }[] = [
  { does: "Next and previous room, on the tabs", keys: ["→", "←"] },
  { does: "Read a chart out, on the chart", keys: ["→", "←", "Home", "End"] },
  { does: "Step a value, in its field", keys: ["↑", "↓"] },
  { does: "Give up what is typed", keys: ["Esc"] },
];

export function Shortcuts() {
  const session = useSession();
  const open = useOverlay((overlay) => overlay.open);
  const close = useOverlay((overlay) => overlay.close);
  return (
    <ModalOverlay
      className="modal-veil"
      isOpen={open === "shortcuts"}
      onOpenChange={(now) => {
        if (!now) close();
      }}
      isDismissable
    >
      <Modal className="modal">
        <Dialog className="shortcuts">
          <Heading slot="title" className="dialog-title">
            Keyboard
          </Heading>
          <dl className="shortcut-list">
            {COMMANDS.flatMap((command) =>
              command.keys === undefined
                ? []
                : [
                    <Line
                      key={command.id}
                      does={command.label(session).replace(" …", "")}
                      keys={[keysText(command.keys, onMac())]}
                    />,
                  ],
            )}
            {PLACES.map(({ does, keys }) => (
              <Line key={does} does={does} keys={keys} />
            ))}
          </dl>
          <div className="dialog-choices">
            <Button className="button" onPress={close}>
              Close
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Line({ does, keys }: { readonly does: string; readonly keys: readonly string[] }) {
  return (
    <div className="shortcut">
      <dt>{does}</dt>
      <dd>
        {keys.map((key) => (
          <kbd key={key} className="keys">
            {key}
          </kbd>
        ))}
      </dd>
    </div>
  );
}
