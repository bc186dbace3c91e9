# Officers: their welcome, and what their coordinators hear.
officer-welcome =
    You are now an officer of { $institution }.
    Official announcements for your institution come through this bot, to the institution's group or to this chat. Read them, then press “Received”.
officer-welcome-next = Your institution's announcements: /status.
officer-welcome-ask = If you have a question, ask { $contact }. Your institution's announcements: /status.
officer-new = New officer of { $institution }: { $name }
officer-id = ID:
officer-new-next = The role is already in effect. If you do not know this person, press Revoke.
officer-revoke = ⛔ Revoke
officer-revoked-person =
    You are no longer an officer of { $institution }.
    If you think this is a mistake, please contact your institution's coordinator.
officer-revoked-others = ⛔ { $name } is no longer an officer of { $institution }, revoked by { $by }.
officer-page = Officer of { $institution }
officer-name = Name: { $name }
officer-name-username = Name: { $name } (@{ $username })
officer-since = Officer since { $at }
officer-ended = No longer an officer since { $at }
officer-last = Last confirmation: announcement No. { $number }, { $at }
officer-last-none = Has not confirmed any announcement yet.
