# Corrections and withdrawals: as members read them, and on their way to approval.
correction-corrected = CORRECTION { $at } — replaces the text before
correction-corrected-preview = CORRECTION … (time given at approval) — replaces the text before
correction-withdrawn = WITHDRAWN { $at } — no longer valid, please do not pass it on
correction-withdrawn-preview = WITHDRAWN … (time given at approval) — no longer valid, please do not pass it on
correction-withdrawn-why = Reason:
correction-notice-corrected =
    🔁 CORRECTION of Announcement No. { $number }
    Its text was replaced on { $at }. The message above is what holds now; the text before does not any more.
correction-notice-corrected-anew =
    🔁 CORRECTION of Announcement No. { $number }
    Its text was replaced on { $at }, and the old message cannot be changed; please ignore the old one. What holds now stands right above this message.
correction-notice-confirm = Please read it again, then answer once more with the button below.
correction-notice-withdrawn =
    ⛔ Announcement No. { $number } WITHDRAWN
    It is no longer valid since { $at }. Please do not pass it on; the reason stands in the message above.
correction-notice-withdrawn-anew =
    ⛔ Announcement No. { $number } WITHDRAWN
    It is no longer valid since { $at }. The old message cannot be changed; please ignore what it says and do not pass it on. The reason stands right above this message.
correction-blank-words = (This part is no longer valid. What holds is the newest message of Announcement No. { $number }.)
correction-blank-photo = (This photo is no longer valid; please do not pass it on. What holds is the newest message of Announcement No. { $number }.)
correction-blank-video = (This video is no longer valid; please do not pass it on. What holds is the newest message of Announcement No. { $number }.)
correction-blank-document = (This document is no longer valid; please do not pass it on. What holds is the newest message of Announcement No. { $number }.)
correction-blank-album = (No photo or video of this album is valid any more; please do not pass them on. What holds is the newest message of Announcement No. { $number }.)
correction-ask-content =
    ✏️ Correction of Announcement No. { $number }
    Please send the right text, all of it: it replaces everything that the announcement says. A preview follows each message.
correction-ask-reason =
    ⛔ Withdrawal of Announcement No. { $number }
    Why is it withdrawn? Write the reason in one message. All who got it read that in the place of the old text.
correction-changes = Changes to text { $revision } of Announcement No. { $number }
correction-changes-media = Photos, videos or files are others, too.
correction-changes-none = The words are those of text { $revision } of Announcement No. { $number }; only bold, italics or links may differ.
correction-withdraws =
    To be withdrawn: Announcement No. { $number }
    { $title }
correction-draft-corrected = Draft correction of Announcement No. { $number }
correction-draft-withdrawn = Draft withdrawal of Announcement No. { $number }
correction-request-corrected = Please approve a correction of Announcement No. { $number }
correction-request-withdrawn = Please approve the withdrawal of Announcement No. { $number }
correction-reach-corrected = Replaces text { $revision } in { $copies } chats that have it; { $waiting } chats that do not have it yet get the new text only.
correction-reach-withdrawn = Copies in { $copies } chats are marked WITHDRAWN; { $waiting } chats that do not have it yet will not get it.
correction-pictures-change = Photos, videos or documents that have arrived are replaced in their place. Those that cannot be are marked “no longer valid”, and the new ones are sent below.
correction-pictures-go = Photos, videos or documents that have arrived cannot be taken away: their captions will say “no longer valid”, and the new message is sent below.
correction-at-once = Leaves as soon as it is approved, in quiet hours too and while the announcement is paused.
correction-surely-corrected = 📢 Yes, send the correction
correction-surely-withdrawn = ⛔ Yes, send the withdrawal
correction-sure-corrected = Send the correction of Announcement No. { $number }?
correction-sure-withdrawn = Withdraw Announcement No. { $number }? This cannot be undone.
correction-sure-next-corrected = It leaves as soon as you press “Yes, send the correction”.
correction-sure-next-withdrawn = It is withdrawn as soon as you press “Yes, send the withdrawal”.
correction-sure-next-others-corrected = After “Yes, send the correction” it still waits for another approver.
correction-sure-next-others-withdrawn = After “Yes, send the withdrawal” it still waits for another approver.
correction-superseded =
    Your draft about Announcement No. { $number } needs another look
    { $by } has just approved another correction, so text { $revision } holds now. Please compare it with your draft below, then press “Submit” or “Cancel”.
correction-moot =
    Your draft about Announcement No. { $number } was closed
    It was withdrawn with the approval of { $by }. There is nothing left to correct; if need be, write a new one with /siaran
correction-told-corrected =
    🔁 Your Announcement No. { $number } was corrected
    Written by { $author }. Approved by { $by }. See /status { $number }
correction-told-withdrawn =
    ⛔ Your Announcement No. { $number } was withdrawn
    Written by { $author }. Approved by { $by }. See /status { $number }
correction-correct = ✏️ Correct
correction-withdraw = ⛔ Withdraw
correction-settled-corrected =
    ✅ Correction of Announcement No. { $number } approved
    By { $by }, { $at }
correction-settled-withdrawn =
    ✅ Withdrawal of Announcement No. { $number } approved
    By { $by }, { $at }
correction-settled-superseded =
    ↩️ Back to its author
    Another correction or withdrawal of the same announcement was approved by { $by }, { $at }.
correction-status-corrected = CORRECTED: text { $revision }, approved { $at }
correction-status-withdrawn = WITHDRAWN: approved { $at }
correction-line-corrected = CORRECTED · { $title }
correction-line-withdrawn = WITHDRAWN · { $title }
correction-progress-corrected = CORRECTED: text { $revision }
correction-progress-withdrawn = WITHDRAWN
correction-under-way = Being replaced { $count }
correction-outdated = Not replaced yet { $count }
correction-outdated-names = Not replaced yet { $count }: { $names }
correction-uneditable-names = Old message cannot be changed, sent as a new one { $count }: { $names }
correction-past = Text { $revision }: { $confirmed }
correction-history = History of the text
correction-history-first = • Text { $revision }: { $author }, approved by { $approver }, { $at }
correction-history-corrected = • Text { $revision } (correction): { $author }, approved by { $approver }, { $at }
correction-history-withdrawn = • Withdrawn: { $author }, approved by { $approver }, { $at }
