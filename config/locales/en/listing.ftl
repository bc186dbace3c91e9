# Institutions that have, or have not, confirmed.
listing-missing = Announcement No. { $number }: not yet confirmed
listing-confirmed = Announcement No. { $number }: confirmed
listing-all-confirmed = Announcement No. { $number }: all institutions have confirmed.
listing-none-confirmed = Announcement No. { $number }: no institution has confirmed yet.
listing-entry = { $mark } { $name } ({ $code })
listing-entry-undelivered = { $mark } { $name } ({ $code }), not delivered yet
listing-entry-confirmed = { $mark } { $name } ({ $code }), { $at }, by { $by }
listing-entry-late = { $mark } { $name } ({ $code }), { $at }, by { $by }, late
listing-page = Page { $page }/{ $pages }
listing-previous = ‹ Previous
listing-next = Next ›
listing-card = Card
listing-reached = Announcement No. { $number }
listing-total-reached = It is in the chats of { $total } institutions
listing-none-reached = Announcement No. { $number }: it has reached no institution.
listing-entry-attending = { $mark } { $name } ({ $code }): attending, { $at }, by { $by }
listing-entry-absent = { $mark } { $name } ({ $code }): not attending, { $at }, by { $by }
listing-unfinished = Announcement No. { $number }: not finished yet
listing-all-disseminated = Announcement No. { $number }: all institutions have confirmed and disseminated it.
listing-entry-unconfirmed = { $mark } { $name } ({ $code }), not confirmed
listing-entry-waiting = { $mark } { $name } ({ $code }), received { $at } by { $by }, not disseminated
listing-entry-disseminated = { $mark } { $name } ({ $code }), disseminated { $at } by { $by }:
listing-entry-disseminated-late = { $mark } { $name } ({ $code }), disseminated late { $at } by { $by }:
listing-evidence-said = “{ $words }”
listing-evidence-screenshot = screenshot 🖼 { $place }
listing-evidence-blank = (data erased)
listing-show = 🖼 { $place }
listing-failed = Announcement No. { $number }: delivery problems
listing-none-failed = Announcement No. { $number }: no delivery has failed. There is nothing to do.
listing-total =
    { $total ->
        [one] { $total } institution
       *[other] { $total } institutions
    }
listing-total-unfinished =
    { $total ->
        [one] { $total } institution: { $unconfirmed } not confirmed, { $waiting } not disseminated
       *[other] { $total } institutions: { $unconfirmed } not confirmed, { $waiting } not disseminated
    }
listing-sifted = { $total } of { $all } institutions · { $filter }
listing-words = “{ $words }”
listing-none-fit =
    Announcement No. { $number }: of { $all } institutions on this list none fits { $filter }.
    Take a part of the filter away, or choose another.
listing-tap = Tap a number to see that institution.
