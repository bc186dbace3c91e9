# Counts that cards and progress share.
figure-sent = Delivered { $sent }/{ $chats }
figure-not-asked = No confirmation asked
figure-failed = Failed { $count }
figure-failed-unreachable = • cannot be reached: { $count }
figure-failed-rejected = • refused by Telegram: { $count } (“{ $words }”)
figure-failed-unanswered = • no answer from Telegram, although tried several times: { $count }
figure-failed-revoked = • chat or officer no longer registered: { $count }
figure-failed-forbidden = • the group does not allow photos, videos or documents: { $count }
figure-stopped = Stopped: { $count } not sent
figure-confirmed = Received { $confirmed }/{ $institutions }
figure-without-chat = Without a chat { $count }
figure-maybe-double = Possibly doubled { $count }
figure-frozen = Sending is frozen.
figure-late = Joined later { $institutions } (received { $confirmed })
