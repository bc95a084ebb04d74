/** What the app says beside the answer: a line that can be dismissed, and a question that waits. */
import { useEffect } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { Icon } from "./ui/icons.tsx";
import { useNotices } from "./use-session.ts";

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
