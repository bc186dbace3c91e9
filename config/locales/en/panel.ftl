# The panel below the preview of a draft, and its menus.
panel-title = Draft announcement
panel-parts = Length: { $parts } messages
panel-archiving = Attachments are being archived ({ $left } left). You can submit when that is done.
panel-not-archived =
    { $failed ->
        [one] One attachment cannot be archived. Send it again or remove it first.
       *[other] { $failed } attachments cannot be archived. Send them again or remove them first.
    }
panel-next = The preview above is what members will receive. Whatever you send next is added to this draft. When it is right, press Submit.
panel-submit = 📨 Submit
panel-drop-last = ↩️ Drop the last
panel-discard = ✖️ Cancel
panel-audience = 👥 Audience: { $value }
panel-priority = Priority: { $value }
panel-kind = Kind: { $value }
panel-circulation = Circulation: { $value }
panel-confirmation = Confirmation: { $value }
panel-schedule = 🕗 Schedule: { $value }
panel-deadline = ⏳ Deadline: { $value }
panel-trial = 👁 Send me a trial
panel-at-once = at once
panel-as-usual = as its priority has it
panel-back = ‹ Back
panel-previous = ‹ Previous
panel-following = Next ›
panel-counted = { $name } ({ $count })
panel-choose-audience =
    Audience
    Categories and regions that are chosen together narrow each other.
panel-choose-categories =
    Categories
    Press to take one in or out; there may be several.
panel-choose-regions =
    Regions
    Press to take one in or out; there may be several.
panel-everyone = All institutions
panel-categories = Categories ›
panel-regions = Regions ›
panel-within = ✏️ Institution and all below
panel-only = ✏️ Single institutions
panel-without = ✏️ Leave out institutions
panel-no-exceptions = Leave nobody out
panel-choose-priority = Priority
panel-choose-kind = Kind
panel-choose-circulation = Circulation
panel-choose-confirmation = What is asked of those who get it
panel-choose-schedule = When is it to leave?
panel-when-approved = As soon as it is approved
panel-choose-deadline = Until when is it to be confirmed?
panel-write = ✏️ Write it
panel-write-within =
    Write the code or the name of the institution, for example KPU-64
    It is for that institution and all below it. Several codes are separated by commas.
panel-write-only =
    Write the code or the name of the institution, for example KPU-64.74
    It is for that institution alone. Several codes are separated by commas.
panel-write-without =
    Write the code or the name of the institution to be left out, for example KPU-64.71
    That institution and all below it do not get it. Several codes are separated by commas.
panel-write-schedule =
    Write date and time.
    For example 22/11/2026 08.00, besok 08.00 (tomorrow), or hari kerja berikutnya 08.00 (next working day)
panel-write-deadline =
    Write how long, or until when.
    For example 30 menit (minutes), 4 jam (hours), 2 hari (days), or 22/11/2026 12.00
panel-changed = Changed. Check the new preview below.
panel-trial-received = This is a trial only; nothing is recorded.
panel-send-now = 📢 Send now, in quiet hours too
