# What a draft would do, for its author and its approvers.
summary-author = Author: { $author }
summary-issuer = From: { $issuer }
summary-audience =
    Audience: { $institutions ->
        [one] { $institutions } institution
       *[other] { $institutions } institutions
    }, { $chats ->
        [one] { $chats } chat
       *[other] { $chats } chats
    }
summary-chosen = Chosen audience: { $chosen }
summary-drill = DRILL — everybody who gets it reads that it is a drill
summary-confirmation = Confirmation: { $asked }
summary-schedule = Scheduled: { $at }
summary-deadline = Confirm within: { $deadline }
summary-bare-links = Links without preview
summary-without-chat = Without a chat { $count }: { $names }
summary-without-chat-more = Without a chat { $count }: { $names }, and { $more } more
summary-priority = Priority: { $priority }
summary-kind = Kind: { $kind }
summary-circulation = Circulation: { $circulation }
summary-held = Quiet hours: held until { $until }
summary-send-now = Send now: sent in quiet hours too
summary-history = How it was returned before
summary-returned = { $by }, { $at }:
