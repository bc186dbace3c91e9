# Officers: their welcome, and what their coordinators hear.
officer-welcome =
    You are now an officer of { $institution }.
    Official announcements for your institution come through this bot, to the institution's group or to this chat. Read them, then press “Received”.
officer-welcome-next = Your institution's announcements: /status.
officer-welcome-ask = If you have a question, ask { $contact }. Your institution's announcements: /status.
officer-new = New officer of { $institution }: { $name }
officer-id = ID:
officer-new-next = The role is already in effect. If you do not know this person, press Revoke.
officer-several = New officers: { $count }
officer-several-line = { $number }. { $name } – { $institution }
officer-several-instead = { $number }. { $name } – { $institution }, in the place of { $predecessor }
officer-several-next = Their roles are already in effect. Press a number to see that officer; if you do not know them, press Revoke there.
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
officer-new-instead = In the place of: { $name }
officer-replace = 🔁 Replace
officer-handover = Hand-over link for an officer of { $institution }
officer-handover-limits = Valid until { $at }, for one person.
officer-handover-next = Send it to the successor only. As soon as it is opened, they are the officer and the present officer's role ends.
officer-handed-over =
    { $name } is now an officer of { $institution } in your place.
    You are no longer an officer of { $institution }. If this is a mistake, contact your institution's coordinator at once.
officer-departed =
    { $name } has left “{ $title }”. Still an officer of { $institution }?
    Press Revoke if not, or Keep if so.
officer-keep = 👍 Keep
officer-kept = 👍 { $name } remains an officer of { $institution }, says { $by }.
