# Pop-ups after "Received".
confirm-recorded-first = Thank you. { $institution } is on record as having received this, { $at }.
confirm-recorded-also = Thank you. Your confirmation for { $institution } is on record as well, { $at }.
confirm-already = Your confirmation for { $institution } has been on record since { $at }. No need to press again.
confirm-earlier = This was approved on { $at }, before this chat was registered, and still holds. Please read and answer it like any other.
confirm-attendance = Thank you. Recorded: { $institution } is { $answer }. Press the other button to change it.
confirm-attendance-same = { $institution } was recorded as { $answer } by { $by }, { $at }.
confirm-attendance-changed = The answer of { $institution } is now { $answer }; { $by } had answered on { $at }.
confirm-attending = attending
confirm-absent = not attending
