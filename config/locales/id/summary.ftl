# What a draft would do, for its author and its approvers.
summary-author = Penyusun: { $author }
summary-issuer = Dari: { $issuer }
summary-audience = Sasaran: { $institutions } lembaga, { $chats } saluran
summary-without-chat = Tanpa saluran { $count }: { $names }
summary-without-chat-more = Tanpa saluran { $count }: { $names }, dan { $more } lagi
summary-priority = Sifat: { $priority }
summary-kind = Jenis: { $kind }
summary-circulation = Edaran: { $circulation }
