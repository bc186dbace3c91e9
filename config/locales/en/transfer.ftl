# A chat that may go over to another institution.
transfer-question =
    Move “{ $title }”?
    This chat is registered for { $from }. A link of { $to } has just been opened there.
transfer-by = Opened by: { $by }
transfer-by-admin = Opened by an admin whose name is hidden.
transfer-next = If it is moved, the next announcements and confirmations are recorded for the new institution. What is on record stays.
transfer-move = 🔀 Move
transfer-refuse = ⛔ Refuse
transfer-asked-there =
    This chat is already registered for { $from }.
    Its coordinator is being asked whether “{ $title }” may be moved to { $to }. Until then everything stays as it is.
transfer-refused-there =
    “{ $title }” stays a chat of { $from }.
    Moving it to { $to } was refused. If this is a mistake, please contact your institution's coordinator.
transfer-moved = 🔀 “{ $title }” was moved from { $from } to { $to } by { $by }.
transfer-refused = ⛔ “{ $title }” stays a chat of { $from }. Moving it to { $to } was refused by { $by }.
