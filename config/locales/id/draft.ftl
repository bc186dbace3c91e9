# Writing an announcement, and what its author hears of it.
draft-ask-content =
    Silakan kirim isi siaran sekarang.
    Boleh teks, foto, video, berkas, atau album, juga yang diteruskan; tebal, miring, dan tautan ikut terkirim. Isinya boleh dikirim dalam beberapa pesan. Pratinjau muncul setelah setiap pesan.
draft-discard = ✖️ Batal
draft-discarded =
    Rancangan dibatalkan.
    Tidak ada yang dikirim. Ketik /siaran untuk menyusun yang baru.
draft-dropped-last = Pesan terakhir dihapus dari rancangan. Periksa pratinjau yang baru.
draft-submitted = Rancangan diajukan.
draft-approvers = Menunggu persetujuan: { $names }
draft-approvers-more = Menunggu persetujuan: { $names }, dan { $more } lagi
draft-submitted-next = Isinya kini tidak dapat diubah. Anda akan diberi tahu begitu ada keputusan.
draft-later-edit-ignored = Perubahan pesan ini diabaikan karena siarannya sudah diajukan. Jika isinya harus diubah, mintalah penyetuju mengembalikannya.
draft-not-archived = Satu lampiran rancangan ini tidak dapat diambil dari Telegram. Kirim ulang lampiran itu, atau tekan Hapus terakhir di bawah pratinjau. Isi lainnya tetap tersimpan.
draft-attachment-too-large = Satu lampiran rancangan ini terlalu besar untuk diarsipkan. Hapus lampiran itu, lalu kirim versi yang lebih kecil atau tautannya. Isi lainnya tetap tersimpan.
draft-returned =
    Rancangan dikembalikan oleh { $by }.
    Alasan:
draft-returned-next = Sunting pesan Anda atau kirim tambahannya, lalu tekan Ajukan lagi.
draft-returned-other = Pesan Anda berikutnya masuk ke rancangan ini. Rancangan Anda yang lain, “{ $title }”, tetap tersimpan; gunakan tombol di bawah pratinjaunya.
draft-rejected =
    Siaran “{ $title }” ditolak oleh { $by }.
    Alasan:
draft-rejected-next = Siaran ini tidak akan dikirim. Ketik /siaran untuk menyusun yang baru.
draft-expired =
    Siaran “{ $title }” kedaluwarsa.
    Tidak ada penyetuju yang memutuskannya tepat waktu, dan tidak ada yang dikirim. Ketik /siaran untuk menyusunnya kembali.
