# Texts that are used again.
template-none = There is no template yet.
template-none-owner = There is no template yet. How to make one: /bantuan templat
template-list =
    Templates
    Choose one.
template-options = Options: { $line }
template-fields = Fields: { $fields }
template-use = ✍️ Use
template-delete = 🗑 Delete
template-back = ‹ Back
template-made = The template “{ $name }” is kept.
template-ask = Field { $at } of { $of }: { $field }
template-ask-next = Write its value as a message.
template-cancel = ✖️ Cancel
template-cancelled = Cancelled. Type /templat to choose again.
template-filled = All fields are filled in. Check the preview below.
template-sure = Delete the template “{ $name }”? Drafts that were made of it stay.
template-surely = Yes, delete
template-deleted = The template “{ $name }” was deleted.
