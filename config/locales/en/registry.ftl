# Institutions in lists, and the page of one.
registry-overview = Registry of institutions
registry-institutions = Institutions: { $count }
registry-chats-counted = With a chat: { $with } · without: { $without }
registry-officers-counted = With an officer: { $with } · without: { $without }
registry-hint =
    To search, type the code or words of the name. For example:
    /lembaga diskominfo ppu
registry-found = { $total } institutions match “{ $typed }”
registry-below = { $total } institutions below { $name }
registry-entry = • { $name } ({ $code })
registry-entry-above = • { $name } ({ $code }), { $below } below it
registry-page = Page { $page }/{ $pages }
registry-nothing =
    No institution in your scope matches “{ $typed }”.
    Try fewer words, the name of the region alone, or the code. All your institutions: /lembaga
registry-previous = ‹ Previous
registry-next = Next ›
registry-back = ‹ Back
registry-go-above = ⬆️ Up
registry-go-below = ⬇️ Below it ({ $count })
registry-invite-officer = 👤 Invite an officer
registry-invite-group = 🔗 Group link
registry-code = Code:
registry-category = Category: { $category }
registry-region = Region: { $region }
registry-above = Below: { $name } ({ $code })
registry-chats = Chats: { $count }
registry-chat = • { $title } ({ $kind }, { $state })
registry-private-chats = • Private chats of officers: { $count }, out of reach: { $lost }
registry-no-chats = There is no chat yet. Announcements do not reach this institution.
registry-kind-private = private
registry-kind-group = group
registry-kind-channel = channel
registry-reachable = reachable
registry-unreachable = out of reach
registry-officers = Officers: { $count }
registry-officer = • { $name }
registry-no-officers = There is no officer yet.
registry-more = … and { $count } more
registry-links = Invitation links still open: { $count }
registry-confirmed = Last confirmation: Announcement No. { $number }, { $at }
registry-never-confirmed = It has never confirmed an announcement.
