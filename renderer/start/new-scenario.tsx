/** A scenario of one's own from four numbers, answered at once; all else is a usual figure, marked as a guess. */
import { type FormEvent, useState } from "react";
import {
  Button,
  Dialog,
  FieldError,
  Heading,
  Input,
  Label,
  Modal,
  ModalOverlay,
  Text,
  TextField,
} from "react-aria-components";
import { useOverlay, useSession } from "../use-session.ts";
import {
  NOTHING_TYPED,
  PILOT_FIELDS,
  type PilotField,
  type PilotProblems,
  type PilotTexts,
  scenarioOfTexts,
} from "./pilot-fields.ts";

export function NewScenario() {
  const open = useOverlay((overlay) => overlay.open);
  const close = useOverlay((overlay) => overlay.close);
  return (
    <ModalOverlay
      className="modal-veil"
      isOpen={open === "new"}
      onOpenChange={(now) => {
        if (!now) close();
      }}
      isDismissable
    >
      <Modal className="modal">
        <Dialog className="new-dialog">
          <Heading slot="title" className="dialog-title">
            What did the pilot tell?
          </Heading>
          <PilotForm onDone={close} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function PilotForm({ onDone }: { readonly onDone: () => void }) {
  const { files, view } = useSession();
  const [texts, setTexts] = useState<PilotTexts>(NOTHING_TYPED);
  const [problems, setProblems] = useState<PilotProblems>({});
  const type = (key: PilotField, text: string): void => {
    setTexts({ ...texts, [key]: text });
    setProblems({ ...problems, [key]: undefined });
  };
  const make = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const made = scenarioOfTexts(texts);
    if (!made.ok) {
      setProblems(made.error);
      return;
    }
    onDone();
    if (await files.openText(made.value)) view.getState().set({ room: "overview" });
  };
  return (
    <form noValidate onSubmit={(event) => void make(event)}>
      <p className="new-lead">
        Four numbers are enough for a first answer. Everything else starts as a usual figure, marked as a
        guess on the left, to be replaced one by one.
      </p>
      {PILOT_FIELDS.map(({ key, label, hint, placeholder }, at) => (
        <TextField
          key={key}
          className="new-field"
          value={texts[key]}
          onChange={(text) => type(key, text)}
          isInvalid={problems[key] !== undefined}
          validationBehavior="aria"
          autoFocus={at === 0}
        >
          <Label>{label}</Label>
          <Input className="form-input" placeholder={placeholder} autoComplete="off" spellCheck={false} />
          <Text slot="description" className="new-hint">
            {hint}
          </Text>
          <FieldError className="new-problem">{problems[key]}</FieldError>
        </TextField>
      ))}
      <div className="dialog-choices">
        <Button className="button" type="submit" data-strong="true">
          Answer
        </Button>
        <Button className="button" onPress={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
