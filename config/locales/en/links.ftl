# The links of many institutions at once.
links-file-title =
    Invitation links of { $count ->
        [one] { $count } institution
       *[other] { $count } institutions
    }
links-file-chat = • tautan_grup: for an admin of the institution's group, one use, until { $at }.
links-file-officer = • tautan_petugas: for up to { $uses } public-relations officers, until { $at }.
links-file-next = Send each institution its own line only: whoever opens the links is registered at once.
links-single-title = Invitation links of { $institution }
links-single-chat = For an admin of the institution's group, one use, until { $at }:
links-single-officer = For up to { $uses } public-relations officers, until { $at }:
links-single-next = Send them to that institution only: whoever opens them is registered at once.
links-used = Earlier links that were used:
links-used-chat = • group “{ $title }”, { $at }
links-used-officer = • officer { $name }, { $at }
links-open =
    { $count ->
        [one] { $count } earlier link of the same institutions can
       *[other] { $count } earlier links of the same institutions can
    } still be used.
links-revoke = ⛔ Revoke earlier links
links-revoked =
    { $count ->
        [one] { $count } link was revoked. Whoever opens it is told to ask for a new one.
       *[other] { $count } links were revoked. Whoever opens them is told to ask for a new one.
    }
links-none-open = There is no link left that could be used.
links-codes-title =
    Invitation QR codes of { $count ->
        [one] { $count } institution
       *[other] { $count } institutions
    }
links-codes-next = One page for each institution. Print them, or send each institution its own page only: whoever scans it is registered at once.
links-code-chat =
    Group of { $institution }
    Scan it with the phone of a group admin, then choose the institution's group. One use, until { $at }.
links-code-officer =
    Public-relations officers of { $institution }
    Scan it with an officer's phone. For up to { $uses } people, until { $at }.
links-page-code = Code of the institution: { $code }
links-page-chat = 1. The institution's group
links-page-chat-text = Scan it with the phone of a group admin, then choose the institution's group. One use, until { $at }.
links-page-officer = 2. Officers
links-page-officer-text = Scan it with an officer's phone. For up to { $uses } people, until { $at }.
links-page-foot = Satu Pintu. This page is for that institution only: whoever scans it is registered at once.
