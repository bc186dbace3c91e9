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
summary-without-chat = Without a chat { $count }: { $names }
summary-without-chat-more = Without a chat { $count }: { $names }, and { $more } more
summary-priority = Priority: { $priority }
summary-kind = Kind: { $kind }
summary-circulation = Circulation: { $circulation }
