# Evidence that an announcement was passed on.
dissemination-asked-here = On record as received. Now send the evidence of dissemination here.
dissemination-ask = 📣 Evidence for Announcement No. { $number }
dissemination-ask-next =
    Your next message here is recorded as evidence for { $institution }.
    Send a link, a screenshot or one sentence, by { $until }.
dissemination-ask-before = On record already: { $what }, by { $by }, { $at }. New evidence takes its place; the old one is kept.
dissemination-cancel = ✖️ Cancel
dissemination-taken =
    📣 Recorded: Announcement No. { $number } was disseminated
    Institution: { $institution }
    Evidence: { $what }
dissemination-taken-album = Of an album, one picture is recorded.
dissemination-taken-late = This evidence came after the time for it.
dissemination-taken-replaced = The earlier evidence was replaced, and is kept.
dissemination-taken-earlier = { $institution } gave this link first, for Announcement No. { $number }.
dissemination-taken-skipped = Not recorded for { $institution }: this link is its evidence for Announcement No. { $number } already.
dissemination-taken-next = Thank you. To replace the evidence, press “Disseminated” below the announcement again.
dissemination-too-late = The time for evidence for Announcement No. { $number } is over, so this message was not recorded. Press “Disseminated” below the announcement again, then send it.
dissemination-cancelled = Cancelled. Evidence can be sent later: press “Disseminated” below the announcement again.
dissemination-closed = The request for evidence for Announcement No. { $number } was closed. To send it later, press “Disseminated” below the announcement again.
dissemination-known = This link is on record as evidence of { $institution } for Announcement No. { $number } already. Nothing more is needed, thank you.
dissemination-not-archived = Your screenshot is on record, but could not be archived. Press “Disseminated” again and send the picture once more.
dissemination-caption =
    Evidence for Announcement No. { $number }
    { $institution }, by { $by }, { $at }
dissemination-link = link { $site }
dissemination-screenshot = screenshot
dissemination-words = a written statement
