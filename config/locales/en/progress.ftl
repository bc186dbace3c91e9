# The progress message of a running announcement.
progress-title = Announcement No. { $number }
progress-drill = DRILL
progress-bar = { $bar } { $sent }/{ $chats }
progress-finished = Finished. Type /status { $number } to see who has confirmed.
progress-slowed = Telegram is limiting the pace: { $pace } messages a second for now, rising again by itself.
