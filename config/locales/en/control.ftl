# Holding and ending one broadcast.
control-paused-by = ⏸ Paused by { $by }, { $at }.
control-paused-itself = ⏸ Paused automatically, { $at }: too many deliveries failed.
control-stopped-by = ⏹ Stopped by { $by }, { $at }.
control-pause = ⏸ Pause
control-resume = ▶️ Continue
control-stop = ⏹ Stop
control-sure = Stop sending Announcement No. { $number }?
control-sure-reach = It has been delivered to { $sent } of { $chats } chats. It will not be sent to the other { $waiting }.
control-sure-next = A stop cannot be undone. To hold it for a while, use “Pause”.
control-sure-newcomers = Stop sending Announcement No. { $number } to newly registered chats?
control-sure-newcomers-reach = It will not be sent to those chats ({ $count }). Nothing changes for those that have it.
control-newcomers-stopped =
    ⏹ Announcement No. { $number } is not sent to newly registered chats
    Stopped by { $by }, { $at }.
control-newcomers-left-out = Chats that it was not sent to: { $count }. Nothing changes for those that have it.
control-surely = ⏹ Yes, stop
control-keep = Keep sending
control-kept =
    Announcement No. { $number } was not stopped
    Its sending is as it was before you pressed “Stop”.
control-stopped =
    ⏹ Announcement No. { $number } was stopped
    By { $by }, { $at }.
control-stopped-reach = Delivered to { $sent } of { $chats } chats. Not sent to { $stopped } chats.
control-under-way = { $count } deliveries were under way at that moment and may still arrive.
control-stopped-withdraw = What was sent stays in the chats that have it. To withdraw it press “Withdraw”, to put it right press “Correct”.
control-stopped-next = Final figures, and who has got it: /status { $number }
control-resumed =
    ▶️ Announcement No. { $number } goes on
    By { $by }, { $at }.
control-itself = ⏸ Announcement No. { $number } was paused automatically
control-itself-row = { $failures } deliveries in a row failed unexpectedly.
control-itself-share = { $failures } of { $chats } deliveries failed unexpectedly.
control-itself-unanswered = Telegram did not answer, although each was tried several times.
control-itself-words = What Telegram said last:
control-waiting = Still to be sent { $count }
control-itself-next =
    Look for the cause first. “Continue” sends to the remaining chats, “Stop” ends this sending.
    What failed can be sent again from /status { $number }
control-popup-paused = Paused. What is under way still arrives; the rest waits for “Continue”.
control-popup-resumed = Sending goes on.
control-popup-resent = Sent again to { $count } chats.
control-popup-lost = { $count } chats cannot be reached yet and are left out; the announcement follows by itself when they are back.
control-cancelled-by = ✖️ Cancelled before it was sent by { $by }, { $at }.
control-scheduled = 🕗 Scheduled for { $at }.
control-missed = ⚠️ Its schedule { $at } was missed; not sent yet.
control-held = 🌙 Quiet hours: held until { $until }.
