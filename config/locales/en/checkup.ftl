# What is wrong with the registry, each with the one action that it needs.
checkup-well = ✅ Nothing needs mending within your scope.
checkup-title = Health check
checkup-total = { $total ->
        [one] { $total } thing needs
       *[other] { $total } things need
    } mending:
checkup-count = • { $kind }: { $count }
checkup-no-approver = Authors without an approver
checkup-no-approver-next = Nobody can approve what they write. Invite an approver:
checkup-no-approver-line = • { $name } ({ $code }), author { $author }
checkup-lost = Chats that cannot be reached
checkup-lost-next = Ask them to add the bot again, or to unblock it. If the chat or the officer is another one now, make a new link:
checkup-lost-line = • { $name }: “{ $title }” ({ $reason })
checkup-muted = Chats where the bot may not write
checkup-muted-next = Ask an admin of the chat to let the bot write, or to reopen the topic.
checkup-chat-line = • { $name }: “{ $title }”
checkup-without-chat = Institutions without a chat
checkup-without-chat-next = Make a group link and an officer link, and send them to the institution:
checkup-institution-line = • { $name } ({ $code })
checkup-empty-area = Roles without an institution
checkup-empty-area-next = Their scope holds no active institution. Mend the list of institutions, or revoke the role:
checkup-grant-line = • { $person }, { $grant }
checkup-pending = Role requests not decided
checkup-pending-next = Press a button below to see the request and decide.
checkup-pending-line = • { $person }, { $grant }, since { $since }
checkup-few-members = Groups with hardly anybody
checkup-few-members-next = Only the bot and at most one person are there. Ask the institution to add its colleagues.
checkup-without-officer = Institutions without an officer
checkup-without-officer-next = Make an officer link and send it to the institution:
checkup-unused-link = Links unused for a week
checkup-unused-link-next = Remind whoever has it. If the link is lost, make a new one:
checkup-unused-link-line = • { $what } for { $name }, made { $since }
checkup-link-chat = Group link
checkup-link-person = { $role } link
checkup-show-chat = 💬 { $title }
checkup-show-request = 👤 { $person }
checkup-page = Page { $page }/{ $pages }
checkup-morning = { $total ->
        [one] Morning check: { $total } new thing needs
       *[other] Morning check: { $total } new things need
    } mending
checkup-show = 📋 Show the list
checkup-look-now = 🔄 Look at the chats now
checkup-looking =
    Looking at the chats in Telegram itself: { $done }/{ $total }
    Announcements are not held up. The result appears in this message when it is done.
checkup-already-looking = The chats are being looked at already: { $done }/{ $total }. Wait for the result.
checkup-nothing-to-look-at = There is no group or channel to look at yet. Register one with /undang grup.
