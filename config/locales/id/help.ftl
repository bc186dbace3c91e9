# What one can ask the bot, and what it keeps.
help-intro =
    Satu Pintu
    Siaran resmi untuk lembaga anggota, dengan bukti penerimaan. Perintah yang dapat Anda gunakan:
help-intro-group =
    Satu Pintu
    Siaran resmi untuk lembaga grup ini. Perintah yang berlaku di sini:
help-line = /{ $name } – { $description }
help-announce = menyusun siaran baru
help-status = melihat siaran terbaru, atau satu siaran: /status 1
help-missing = melihat lembaga yang belum mengonfirmasi: /belum 1
help-confirmed = melihat lembaga yang sudah mengonfirmasi: /sudah 1
help-institution = mencari lembaga: /lembaga diskominfo ppu
help-invite = membuat tautan undangan
help-import = Impor daftar lembaga atau saluran dari berkas
help-links = membuat tautan undangan untuk banyak lembaga sekaligus
help-checkup = memeriksa saluran, petugas, dan tautan: apa yang perlu dibenahi
help-freeze = menahan semua pengiriman seketika
help-thaw = melanjutkan pengiriman yang dibekukan
help-roles = melihat siapa memegang peran apa: /peran penyetuju
help-end-role = mencabut peran seseorang: /cabutperan @akun
help-deactivate = menonaktifkan lembaga: /nonaktif KODE
help-activate = mengaktifkan kembali lembaga: /aktifkan KODE
help-id = melihat ID Anda
help-start = membuka percakapan dengan bot
help-hand-over = serahkan peran petugas kepada pengganti
help-help = melihat daftar perintah
help-erase = menghapus nama dan akun Anda dari catatan
help-privacy = mengetahui data yang disimpan
help-options =
    Baris pertama setelah /siaran boleh memuat pilihan, isinya mulai baris berikutnya:
    /siaran sifat=penting jenis=klarifikasi edaran=internal
help-stranger = Anda belum terdaftar. Untuk bergabung, mintalah tautan undangan kepada koordinator lembaga Anda.
help-privacy-text =
    Data yang disimpan
    • nama, nama pengguna, dan ID Telegram orang yang memiliki peran atau menekan tombol bot;
    • siaran, keputusan atasnya, dan konfirmasi: siapa, lembaga mana, di saluran mana, dan kapan.
    Data ini dipakai untuk menyampaikan siaran resmi dan membuktikan penerimaannya, dan tidak dipakai untuk tujuan lain.
    Ketik /privasi di percakapan pribadi untuk melihat data Anda, dan /hapusdata untuk menghapusnya.
help-your-id = ID Anda:
help-chat-id = ID obrolan ini:
