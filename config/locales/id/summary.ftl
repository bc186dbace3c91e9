# What a draft would do, for its author and its approvers.
summary-author = Penyusun: { $author }
summary-issuer = Dari: { $issuer }
summary-audience = Sasaran: { $institutions } lembaga, { $chats } saluran
summary-chosen = Pilihan sasaran: { $chosen }
summary-drill = LATIHAN — semua penerima membaca bahwa ini latihan
summary-confirmation = Konfirmasi: { $asked }
summary-schedule = Jadwal: { $at }
summary-deadline = Tenggat konfirmasi: { $deadline }
summary-bare-links = Tautan tanpa pratinjau
summary-without-chat = Tanpa saluran { $count }: { $names }
summary-without-chat-more = Tanpa saluran { $count }: { $names }, dan { $more } lagi
summary-priority = Sifat: { $priority }
summary-kind = Jenis: { $kind }
summary-circulation = Edaran: { $circulation }
