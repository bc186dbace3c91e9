# First words to somebody, and links that make members.
join-stranger =
    Welcome to Satu Pintu.
    This bot brings official announcements to member institutions and records that they arrived. You are not registered yet.
    To join, ask the coordinator of your institution for an invitation link. List of commands: /bantuan
join-member =
    Welcome, { $name }.
    Your roles:
join-member-grant = • { $grant }
join-member-next = Type /bantuan to see the commands that you can use.
join-link = Invitation link: { $grant }
join-link-chat = Invitation link for a group of { $area }
join-link-limits =
    Valid until { $at }, for { $uses ->
        [one] { $uses } use
       *[other] { $uses } uses
    }.
join-link-person = Send it to the intended officers only. Whoever opens it becomes an officer at once.
join-link-person-pending = Send it to the intended person only. The role takes effect when an owner has confirmed it.
join-link-chat-next = Open this link and choose the institution's group; the bot joins and the group is registered at once. For a forum topic or a channel, add the bot there, then send /start@botname followed by the code at the end of the link.
join-pending =
    Invitation accepted: { $grant }.
    The role is not in effect yet. An owner of the bot will check and confirm it; you will be told.
join-guessed =
    Somebody is trying to guess invitation links: more than 100 tries within a minute.
    Links cannot be guessed, and whoever tries is held off already. There is nothing you need to do; if it goes on for days, tell whoever runs the bot.
