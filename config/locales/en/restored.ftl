# Everything held after a restore from a backup, and let go.
restored-held =
    ⏸ The data were restored from a backup
    The backup was made { $made } and restored { $at }. What happened between these is not on record. No message leaves to anybody but owners until an owner presses “Continue”.
restored-waiting = { $deliveries } deliveries of { $announcements } announcements still wait. Some may have arrived after the backup was made, so all of them are marked “possibly doubled”.
restored-nothing-waits = No announcement waits to be sent.
restored-last-number = The last number in the backup is { $number }. If the groups have an announcement with a higher one, do not continue yet: ask the operator to restore again with --nomor-terakhir, so that no number is used twice.
restored-no-number = The backup has no numbered announcement yet. If the groups have one, do not continue yet: ask the operator to restore again with --nomor-terakhir, so that no number is used twice.
restored-before = Before you continue, make sure that the old bot is switched off, and look at /status. Type /cairkan to see this message again.
restored-release = ▶️ Continue
restored-released =
    ▶️ Sending goes on after the restore
    By { $by }, { $at }. The data are from the backup of { $made }; approvals, invitations and confirmations after that are not on record and have to be repeated. Look at /status.
restored-still-frozen = Announcements are still frozen. An owner can release them with /cairkan.
