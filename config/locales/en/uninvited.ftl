# The bot where nobody registered it, as owners hear of it.
uninvited-one = The bot is in a group or channel that is not registered
uninvited-many = The bot is in { $count } groups or channels that are not registered
uninvited-line = • “{ $title }” (ID { $id })
uninvited-released = • “{ $title }” (ID { $id }), released from { $institution }
uninvited-registered = • ✅ “{ $title }”: registered for { $institution }
uninvited-left = • 🚪 “{ $title }”: left
uninvited-gone = • “{ $title }”: the bot is not there any more
uninvited-more = … and { $more } more
uninvited-next = If it belongs to a member institution, press Register. What is not registered is left by itself { $hours } hours after the bot was added or the chat was released.
uninvited-register = 📝 Register
uninvited-register-named = 📝 Register “{ $title }”
uninvited-leave = 🚪 Leave
uninvited-ask =
    Which institution does “{ $title }” belong to?
    Send the institution's code, for example KPU-64.74.
uninvited-cancel = ✖️ Cancel
uninvited-cancelled = The registration was cancelled.
uninvited-done = ✅ “{ $title }” is now a chat of { $institution }.
