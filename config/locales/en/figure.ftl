# Counts that cards and progress share.
figure-sent = Delivered { $sent }/{ $chats }
figure-failed = Failed { $count }
figure-stopped = Stopped: { $count } not sent
figure-confirmed = Received { $confirmed }/{ $institutions }
figure-without-chat = Without a chat { $count }
figure-maybe-double = Possibly doubled { $count }
figure-frozen = Sending is frozen.
