# Officers: their welcome, and what their coordinators hear.
officer-welcome =
    Anda kini petugas { $institution }.
    Siaran resmi untuk lembaga Anda datang melalui bot ini, ke grup lembaga atau ke percakapan ini. Baca, lalu tekan “Diterima”.
officer-welcome-next = Siaran lembaga Anda: /status.
officer-welcome-ask = Jika ada pertanyaan, hubungi { $contact }. Siaran lembaga Anda: /status.
officer-new = Petugas baru { $institution }: { $name }
officer-id = ID:
officer-new-next = Peran ini sudah berlaku. Jika Anda tidak mengenal orang ini, tekan Cabut.
officer-several = Petugas baru: { $count } orang
officer-several-line = { $number }. { $name } – { $institution }
officer-several-instead = { $number }. { $name } – { $institution }, menggantikan { $predecessor }
officer-several-next = Peran mereka sudah berlaku. Tekan nomornya untuk melihat seorang petugas; jika Anda tidak mengenalnya, tekan Cabut di sana.
officer-revoke = ⛔ Cabut
officer-revoked-person =
    Anda bukan lagi petugas { $institution }.
    Jika menurut Anda ini keliru, hubungi koordinator lembaga Anda.
officer-revoked-others = ⛔ { $name } bukan lagi petugas { $institution }, dicabut oleh { $by }.
officer-page = Petugas { $institution }
officer-name = Nama: { $name }
officer-name-username = Nama: { $name } (@{ $username })
officer-since = Petugas sejak { $at }
officer-ended = Bukan petugas lagi sejak { $at }
officer-last = Konfirmasi terakhir: Siaran No. { $number }, { $at }
officer-last-none = Belum pernah mengonfirmasi siaran.
officer-new-instead = Menggantikan: { $name }
officer-replace = 🔁 Ganti
officer-handover = Tautan serah terima petugas { $institution }
officer-handover-limits = Berlaku sampai { $at }, untuk satu orang.
officer-handover-next = Kirimkan hanya kepada pengganti. Begitu ia membukanya, ia menjadi petugas dan peran petugas yang sekarang berakhir.
officer-handed-over =
    { $name } kini petugas { $institution } menggantikan Anda.
    Anda bukan lagi petugas { $institution }. Jika ini keliru, segera hubungi koordinator lembaga Anda.
officer-departed =
    { $name } keluar dari “{ $title }”. Masih petugas { $institution }?
    Tekan Cabut jika ia bukan petugas lagi, atau Tetap jika masih.
officer-keep = 👍 Tetap
officer-kept = 👍 { $name } tetap petugas { $institution }, ditetapkan oleh { $by }.
