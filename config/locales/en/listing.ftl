# Institutions that have, or have not, confirmed.
listing-missing =
    Announcement No. { $number }: not yet confirmed
    { $total ->
        [one] { $total } institution
       *[other] { $total } institutions
    }
listing-confirmed =
    Announcement No. { $number }: confirmed
    { $total ->
        [one] { $total } institution
       *[other] { $total } institutions
    }
listing-all-confirmed = Announcement No. { $number }: all institutions have confirmed.
listing-none-confirmed = Announcement No. { $number }: no institution has confirmed yet.
listing-entry = • { $name } ({ $code })
listing-entry-undelivered = • { $name } ({ $code }), not delivered yet
listing-entry-confirmed = • { $name } ({ $code }), { $at }, by { $by }
listing-entry-late = • { $name } ({ $code }), { $at }, by { $by }, late
listing-page = Page { $page }/{ $pages }
listing-previous = ‹ Previous
listing-next = Next ›
listing-card = Card
listing-reached =
    Announcement No. { $number }
    It is in the chats of { $total } institutions
listing-none-reached = Announcement No. { $number }: it has reached no institution.
listing-entry-attending = • { $name } ({ $code }): attending, { $at }, by { $by }
listing-entry-absent = • { $name } ({ $code }): not attending, { $at }, by { $by }
listing-unfinished =
    Announcement No. { $number }: not finished yet
    { $total ->
        [one] { $total } institution: { $unconfirmed } not confirmed, { $waiting } not disseminated
       *[other] { $total } institutions: { $unconfirmed } not confirmed, { $waiting } not disseminated
    }
listing-all-disseminated = Announcement No. { $number }: all institutions have confirmed and disseminated it.
listing-entry-unconfirmed = • { $name } ({ $code }), not confirmed
listing-entry-waiting = • { $name } ({ $code }), received { $at } by { $by }, not disseminated
listing-entry-disseminated = • { $name } ({ $code }), disseminated { $at } by { $by }:
listing-entry-disseminated-late = • { $name } ({ $code }), disseminated late { $at } by { $by }:
listing-evidence-said = “{ $words }”
listing-evidence-screenshot = screenshot 🖼 { $place }
listing-evidence-blank = (data erased)
listing-show = 🖼 { $place }
