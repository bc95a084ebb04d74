/** What the app says beside the answer: a line that can be dismissed, and a question that waits. */
import { useEffect } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { ageText } from "./store/recovery.ts";
import { Icon } from "./ui/icons.tsx";
import { useNotices, useRecovery } from "./use-session.ts";

/** What was only said goes by itself. */
const READ_IN = 4000;

export function NoticeBar() {
  const notice = useNotices((notices) => notices.notice);
  const dismiss = useNotices((notices) => notices.dismiss);
  useEffect(() => {
    if (notice?.tone !== "said") return;
    const timer = setTimeout(dismiss, READ_IN);
    return () => clearTimeout(timer);
  }, [notice, dismiss]);
  return (
    <div className="notice-place" role="status">
      {notice !== undefined && (
        <div className="notice" data-tone={notice.tone}>
          <span>{notice.text}</span>
          <Button className="icon-button" aria-label="Dismiss" onPress={dismiss}>
            <Icon name="close" />
          </Button>
        </div>
      )}
    </div>
  );
}

/** Offers what a window that is gone has left unsaved, one draft at a time. */
export function RecoveryBar() {
  const [draft] = useRecovery((recovery) => recovery.offered);
  const look = useRecovery((recovery) => recovery.look);
  const keep = useRecovery((recovery) => recovery.keep);
  const discard = useRecovery((recovery) => recovery.discard);
  useEffect(() => void look(), [look]);
  if (draft === undefined) return null;
  return (
    <section className="recovery" aria-label="Recovered edits">
      <p role="status">
        Recovered: <strong>{draft.title}</strong>
        {draft.fileName !== undefined && ` (${draft.fileName})`}, with edits that were not saved,{" "}
        {ageText(Date.now() - draft.at)}.
      </p>
      <Button className="button" data-strong="true" onPress={() => void keep(draft)}>
        Keep
      </Button>
      <Button className="button" onPress={() => void discard(draft)}>
        Discard
      </Button>
    </section>
  );
}

export function QuestionDialog() {
  const question = useNotices((notices) => notices.question);
  const answer = useNotices((notices) => notices.answer);
  return (
    <ModalOverlay
      className="modal-veil"
      isOpen={question !== undefined}
      onOpenChange={(open) => {
        if (!open) answer(undefined);
      }}
      isDismissable
    >
      <Modal className="modal">
        <Dialog role="alertdialog" className="question-dialog">
          <Heading slot="title" className="dialog-title">
            {question?.title}
          </Heading>
          <p>{question?.text}</p>
          <div className="dialog-choices">
            {question?.choices.map((choice) => (
              <Button
                key={choice.answer}
                className="button"
                data-strong={choice.strong === true}
                onPress={() => answer(choice.answer)}
              >
                {choice.label}
              </Button>
            ))}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
