# Chats of institutions: welcome, strangers, lost and found.
group-welcome =
    “{ $title }” is registered as a chat of { $institution }.
    Official announcements will be sent here. When you have read one, press “Received”: one press records receipt for the institution.
group-welcome-button = Public-relations officers of this institution can register with the button below.
group-welcome-link = Public-relations officers of this institution register with a link from their coordinator.
group-welcome-ask = If you have a question, ask { $contact }.
group-become-officer = 📝 Register as an officer
group-added-without-token =
    This group is not registered.
    This bot sends announcements to chats of member institutions only. Use a group link: ask your coordinator for one, then open it and choose this group. Without a registration the bot leaves by itself.
group-unreachable = A chat of { $institution } cannot be reached: “{ $title }”
group-unreachable-reason = What Telegram says: { $reason }
group-unreachable-many = { $count } chats cannot be reached
group-unreachable-line = • { $institution }: “{ $title }” ({ $reason })
group-unreachable-more = … and { $more } more chats
group-unreachable-next =
    Ask the institution to add or unblock the bot, or make a new group link with /undang grup.
    Announcements that did not arrive follow by themselves when the chat is back.
group-back = A chat of { $institution } can be reached again: “{ $title }”
group-back-next = The next announcements will go there again.
group-back-missed = { $missed } announcements that did not arrive are being sent there now.
