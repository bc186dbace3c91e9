# Writing an announcement, and what its author hears of it.
draft-ask-content =
    Please send the content of the announcement now.
    Text, photos, videos, documents and albums, forwarded ones too; bold, italics and links are kept. It may come in several messages. A preview appears after each of them.
draft-discard = ✖️ Cancel
draft-discarded =
    The draft is cancelled.
    Nothing was sent. Type /siaran to write a new one.
draft-dropped-last = The last message was taken out of the draft. Please check the new preview.
draft-submitted = The draft is submitted.
draft-approvers = Waiting for approval: { $names }
draft-approvers-more = Waiting for approval: { $names }, and { $more } more
draft-submitted-next = It cannot be changed now. You will be told as soon as there is a decision.
draft-later-edit-ignored = This edit is ignored, because the announcement has been submitted. If it must be changed, ask an approver to return it.
draft-not-archived = One attachment of this draft cannot be fetched from Telegram. Send it again, or press Remove last below the preview. Everything else is kept.
draft-attachment-too-large = One attachment of this draft is too large to be archived. Remove it, then send a smaller version or a link to it. Everything else is kept.
draft-returned =
    The draft was returned by { $by }.
    Reason:
draft-returned-next = Edit your messages or send more, then press Submit again.
draft-returned-other = What you send next joins this draft. Your other draft, “{ $title }”, is kept; use the buttons below its preview.
draft-rejected =
    The announcement “{ $title }” was rejected by { $by }.
    Reason:
draft-rejected-next = It will not be sent. Type /siaran to write a new one.
draft-expired =
    The announcement “{ $title }” has expired.
    No approver decided in time, and nothing was sent. Type /siaran to write it again.
