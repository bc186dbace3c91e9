# A chat that may go over to another institution.
transfer-question =
    Pindahkan “{ $title }”?
    Saluran ini terdaftar untuk { $from }. Di sana baru saja dibuka tautan { $to }.
transfer-by = Dibuka oleh: { $by }
transfer-by-admin = Dibuka oleh admin yang tidak terlihat namanya.
transfer-next = Jika dipindahkan, siaran dan konfirmasi berikutnya dicatat untuk lembaga yang baru. Catatan yang lama tetap tersimpan.
transfer-move = 🔀 Pindahkan
transfer-refuse = ⛔ Tolak
transfer-asked-there =
    Saluran ini sudah terdaftar untuk { $from }.
    Koordinatornya ditanya apakah “{ $title }” boleh dipindahkan ke { $to }. Sampai diputuskan, semuanya tetap seperti sekarang.
transfer-refused-there =
    “{ $title }” tetap saluran { $from }.
    Permintaan pindah ke { $to } ditolak. Jika ini keliru, hubungi koordinator lembaga Anda.
transfer-moved = 🔀 “{ $title }” dipindahkan dari { $from } ke { $to } oleh { $by }.
transfer-refused = ⛔ “{ $title }” tetap saluran { $from }. Pindah ke { $to } ditolak oleh { $by }.
