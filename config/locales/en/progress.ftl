# The progress message of a running announcement.
progress-title = Announcement No. { $number }
progress-drill = DRILL
progress-bar = { $bar } { $sent }/{ $chats }
progress-finished = Finished. Type /status { $number } to see who has confirmed.
progress-slowed = Telegram is limiting the pace: { $pace } messages a second for now, rising again by itself.
progress-coming =
    { $count ->
        [one] Going out to one newly registered chat as well.
       *[other] Going out to { $count } newly registered chats as well.
    }
