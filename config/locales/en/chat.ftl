# The page of a chat, for those who look after its institution.
chat-page = A chat of { $institution }
chat-title = “{ $title }”
chat-kind = Kind: { $kind }
chat-kind-private = private chat
chat-kind-channel = channel
chat-kind-channel-public = public channel
chat-kind-topic = forum topic
chat-kind-group = group
chat-kind-group-public = public group
chat-id = ID:
chat-active = State: active since { $at }
chat-unreachable = State: cannot be reached since { $at }
chat-ended = State: released since { $at }
chat-reason = Because: { $reason }
chat-trouble-blocked = the bot is blocked. Ask the person to unblock it.
chat-trouble-deactivated = this account was deleted. Register another officer.
chat-trouble-kicked = the bot is no longer a member. Ask an admin to add it again.
chat-trouble-deleted = this group or topic no longer exists. Register another chat.
chat-trouble-closed = this topic is closed. Ask an admin to open it.
chat-trouble-rights = the bot may not write there. Ask an admin to let it write.
chat-trouble-never-opened = this person has never opened a chat with the bot. Ask them to send /start.
chat-receives = Receives announcements: { $rule } ({ $now })
chat-rule-auto = automatic
chat-rule-always = always
chat-rule-never = no
chat-receiving = it does now
chat-not-receiving = it does not now
chat-last = Last announcement that arrived: No. { $number }, { $at }
chat-last-none = No announcement has arrived here yet.
chat-receive-auto = Receives announcements: automatic
chat-receive-always = Receives announcements: always
chat-receive-never = Receives announcements: no
chat-officer = 👤 Officer
chat-release = ⛔ Release
chat-release-sure =
    Release “{ $title }” from { $institution }?
    Announcements will no longer be sent there, nor those that are waiting. The record of deliveries stays.
chat-release-yes = Yes, release it
chat-release-no = No
chat-released =
    ⛔ “{ $title }” is no longer a chat of { $institution }, released by { $by }.
    To register it again, make a new link with /undang grup.
chat-released-there =
    This chat is no longer registered for { $institution }.
    Official announcements will no longer be sent here. If this is a mistake, please contact your institution's coordinator.
chat-back = ‹ Institution page
chat-released-leaves = Unless it is registered again, the bot leaves it by itself in { $hours } hours. The bot's owners are told.
chat-released-there-leaves = Without a new registration the bot leaves by itself in { $hours } hours.
