# The page of a chat, for those who look after its institution.
chat-page = Saluran { $institution }
chat-title = “{ $title }”
chat-kind = Jenis: { $kind }
chat-kind-private = percakapan pribadi
chat-kind-channel = kanal
chat-kind-channel-public = kanal publik
chat-kind-topic = topik forum
chat-kind-group = grup
chat-kind-group-public = grup publik
chat-id = ID:
chat-active = Status: aktif sejak { $at }
chat-unreachable = Status: tidak dapat dijangkau sejak { $at }
chat-ended = Status: dilepas sejak { $at }
chat-reason = Sebab: { $reason }
chat-trouble-blocked = bot diblokir. Minta pemiliknya membuka blokir.
chat-trouble-deactivated = akun ini sudah dihapus. Daftarkan petugas lain.
chat-trouble-kicked = bot bukan anggota lagi. Minta adminnya memasukkan bot kembali.
chat-trouble-deleted = grup atau topik ini sudah tidak ada. Daftarkan saluran baru.
chat-trouble-closed = topik ini ditutup. Minta adminnya membuka topik itu.
chat-trouble-rights = bot tidak diizinkan menulis. Minta adminnya memberi izin menulis.
chat-trouble-never-opened = orang ini belum membuka percakapan dengan bot. Minta ia mengirim /start.
chat-receives = Terima siaran: { $rule } ({ $now })
chat-rule-auto = otomatis
chat-rule-always = selalu
chat-rule-never = tidak
chat-receiving = sekarang menerima
chat-not-receiving = sekarang tidak menerima
chat-last = Siaran terakhir yang sampai: No. { $number }, { $at }
chat-last-none = Belum ada siaran yang sampai ke sini.
chat-receive-auto = Terima siaran: otomatis
chat-receive-always = Terima siaran: selalu
chat-receive-never = Terima siaran: tidak
chat-officer = 👤 Petugas
chat-release = ⛔ Lepaskan
chat-release-sure =
    Lepaskan “{ $title }” dari { $institution }?
    Siaran tidak dikirim lagi ke sana, juga yang sedang menunggu. Catatan pengiriman tetap tersimpan.
chat-release-yes = Ya, lepaskan
chat-release-no = Tidak jadi
chat-released =
    ⛔ “{ $title }” bukan lagi saluran { $institution }, dilepas oleh { $by }.
    Untuk mendaftarkannya kembali, buat tautan baru dengan /undang grup.
chat-released-there =
    Saluran ini tidak lagi terdaftar untuk { $institution }.
    Siaran resmi tidak dikirim lagi ke sini. Jika ini keliru, hubungi koordinator lembaga Anda.
chat-back = ‹ Halaman lembaga
chat-released-leaves = Jika tidak didaftarkan lagi, bot keluar sendiri dari sana dalam { $hours } jam. Pemilik bot diberi tahu.
chat-released-there-leaves = Tanpa pendaftaran baru, bot keluar sendiri dalam { $hours } jam.
