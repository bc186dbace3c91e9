# All sending held, and let go again.
freeze-frozen =
    ⏸ All sending is frozen
    By { $by }, { $at }. No announcement leaves until an owner types /cairkan.
freeze-thawed =
    ▶️ Sending goes on
    By { $by }, { $at }. Announcements that were held are being sent now.
