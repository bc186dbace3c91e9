# What approvers are asked, and what their panel says afterwards.
approve-request = Your approval is asked for
approve-request-next = Please check the preview above. What you approve is sent exactly like that.
approve-approve = ✅ Approve
approve-return = ↩️ Return
approve-reject = ⛔ Reject
approve-sure =
    Send to { $chats ->
        [one] { $chats } chat
       *[other] { $chats } chats
    }?
approve-sure-next = Sending starts as soon as you press “Yes, send”.
approve-surely = 📢 Yes, send
approve-reconsider = Not now
approve-ask-return-reason =
    Why is this announcement returned?
    Write the reason in one message. It is passed on to the author, who can improve and submit it again.
approve-ask-reject-reason =
    Why is this announcement rejected?
    Write the reason in one message. It is passed on to the author, and the announcement will not be sent.
approve-cancel-reason = ✖️ Cancel
approve-reason-cancelled =
    This question is closed.
    You have decided nothing yet. Use the buttons below the request.
approve-approved =
    ✅ Approved: Announcement No. { $number }
    By { $by }, { $at }
approve-returned =
    ↩️ Returned to its author
    By { $by }, { $at }
approve-rejected =
    ⛔ Rejected
    By { $by }, { $at }
approve-expired =
    ⌛ Expired
    Nobody decided in time; nothing was sent. Closed { $at }
approve-withdrawn =
    ⛔ Withdrawn
    Its author's role was ended by { $by }, { $at }; nothing is sent. If it is still needed, another author can submit it anew.
approve-nudge =
    ⏳ Announcement “{ $title }” is still waiting for your decision
    Submitted by { $author }, { $at }. Press Approve, Return or Reject on the request above, or show it again.
approve-show-again = 🔎 Show again
approve-request-given = You have approved it; it still waits for another approver. Until then you can still return or reject it.
approve-needed = Approvals: { $given } of { $needed }
approve-given = • { $by }, { $at }
approve-seconded =
    ✅ { $given } of { $needed } approvals: “{ $title }”
    Approved by { $by }. It still waits for another approver.
approve-sure-next-later = After “Yes, send” it waits for its time and is sent by itself.
approve-sure-next-others = After “Yes, send” it still waits for another approver.
