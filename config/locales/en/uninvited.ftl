# The bot where nobody registered it, as owners hear of it.
uninvited-one = The bot was added to a group or channel without a link
uninvited-many = The bot was added to { $count } groups or channels without a link
uninvited-line = • “{ $title }” (ID { $id })
uninvited-registered = • ✅ “{ $title }”: registered for { $institution }
uninvited-left = • 🚪 “{ $title }”: left
uninvited-gone = • “{ $title }”: the bot is not there any more
uninvited-more = … and { $more } more
uninvited-next = If it belongs to a member institution, press Register. What is not registered is left by itself { $hours } hours after the bot was added.
uninvited-register = 📝 Register
uninvited-register-named = 📝 Register “{ $title }”
uninvited-leave = 🚪 Leave
uninvited-ask =
    Which institution does “{ $title }” belong to?
    Send the institution's code, for example KPU-64.74.
uninvited-cancel = ✖️ Cancel
uninvited-cancelled = The registration was cancelled.
uninvited-done = ✅ “{ $title }” is now a chat of { $institution }.
