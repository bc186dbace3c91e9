# What is kept of a person, and forgetting it.
privacy-kept = Data Anda yang disimpan
privacy-name = • Nama: { $name }
privacy-username = • Nama pengguna: @{ $username }
privacy-no-username = • Nama pengguna: tidak ada
privacy-id = • ID Telegram:
privacy-language = • Bahasa aplikasi: { $language }
privacy-role = • Peran: { $grant }, diminta atau diberikan { $since }
privacy-role-over = • Peran: { $grant }, diminta atau diberikan { $since }, berakhir { $until }
privacy-confirmations = • Konfirmasi penerimaan: { $count }
privacy-evidence = • Bukti penyebaran: { $count }
privacy-written = • Siaran dan rancangan yang Anda tulis: { $count }
privacy-decided = • Siaran yang Anda putuskan: { $count }
privacy-chats = • Percakapan ini sebagai saluran lembaga: { $count }
privacy-deeds = • Tindakan Anda dalam catatan: { $count }
privacy-raw = • Pesan dan tekanan tombol Anda: isinya dihapus begitu selesai diolah; yang gagal diolah, paling lama { $days } hari
privacy-nothing = Tidak ada data tentang Anda dalam catatan kami, selain yang berikut.
privacy-why =
    Data ini dipakai untuk menyampaikan siaran resmi dan membuktikan penerimaannya, dan tidak dipakai untuk tujuan lain.
    Untuk menghapus nama dan akun Anda: /hapusdata
privacy-ask-own = Hapus data Anda?
privacy-ask = Hapus data { $name }?
privacy-ask-next =
    Nama, nama pengguna, ID, dan bahasa dihapus untuk selamanya; pesan yang masih menunggu tidak dikirim. Konfirmasi, tautan bukti, dan tindakan tetap tercatat tanpa nama: “(data dihapus)”; keterangan dan tangkapan layar Anda ikut dihapus.
    Yang sedang dalam perjalanan, termasuk jawaban ini, terhapus sendiri dalam dua jam. Cadangan basis data yang sudah dibuat tidak berubah.
privacy-ask-offices = Peran petugas ikut berakhir: { $institutions }
privacy-erase-own = 🗑️ Hapus data saya
privacy-erase = 🗑️ Hapus
privacy-keep = Tidak jadi
privacy-sure =
    Yakin?
    Penghapusan ini tidak dapat dibatalkan.
privacy-surely = 🗑️ Ya, hapus
privacy-unchanged = Tidak ada yang dihapus.
privacy-erased =
    Data Anda sudah dihapus.
    Jika Anda menulis lagi kepada bot ini, Anda dicatat sebagai orang baru.
privacy-erased-other = Data orang itu sudah dihapus. Riwayatnya tetap tercatat tanpa nama.
privacy-several =
    Beberapa orang cocok.
    Ulangi dengan ID salah satunya, misalnya /hapusdata 123456789
privacy-one = • { $name }, ID:
privacy-officer-gone =
    Seorang petugas { $institution } menghapus datanya dan bukan petugas lagi.
    Jika perlu, undang penggantinya dengan /undang petugas
