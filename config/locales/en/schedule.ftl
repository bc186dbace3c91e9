# What waits for its schedule.
schedule-send-now = 📢 Send now
schedule-cancel = ✖️ Cancel the schedule
schedule-drop = ✖️ Cancel this announcement
schedule-sure-now = Send Announcement No. { $number } now?
schedule-sure-now-reach =
    To { $chats ->
        [one] { $chats } chat
       *[other] { $chats } chats
    }, without waiting for its schedule ({ $at }).
schedule-surely-now = 📢 Yes, send now
schedule-sure-cancel = Cancel the schedule of Announcement No. { $number }?
schedule-sure-cancel-next = The announcement will not be sent, and its number is not used again. This cannot be undone.
schedule-surely-cancel = ✖️ Yes, cancel it
schedule-keep = Keep it
schedule-kept =
    Announcement No. { $number } stays as it is
    Its schedule is { $at }.
schedule-kept-missed =
    Announcement No. { $number } is still unsent
    Its schedule, { $at }, has passed. Send it or call it off from /status { $number }
schedule-missed = ⚠️ The schedule of Announcement No. { $number } was missed
schedule-missed-at = “{ $title }” was to be sent { $at }, but nothing could be sent at that time: the bot was off, frozen or paused.
schedule-missed-next = Nobody has got it, and it will not leave by itself. Is it still needed? Press “Send now”. If not, press “Cancel this announcement”, which cannot be undone.
schedule-sent =
    📢 Announcement No. { $number } is sent now
    By { $by }, { $at }.
schedule-cancelled =
    ✖️ Announcement No. { $number } was cancelled before it was sent
    By { $by }, { $at }. Nobody got it.
