# A role that somebody asks for with a link, and what becomes of it.
grant-request = Permohonan peran
grant-name = Nama: { $name }
grant-name-username = Nama: { $name } (@{ $username })
grant-id = ID:
grant-role = Peran: { $grant }
grant-inviter = Diundang oleh: { $inviter }
grant-request-next = Sahkan hanya jika Anda yakin siapa orang ini. Peran belum berlaku sebelum disahkan.
grant-confirm = ✅ Sahkan
grant-refuse = ⛔ Tolak
grant-confirmed-others = ✅ Peran disahkan oleh { $by }
grant-confirmed-others-next = Jika menurut Anda ini keliru, ketik /bekukan untuk menahan semua pengiriman, lalu hubungi pemilik.
grant-refused-others = ⛔ Permohonan peran ditolak oleh { $by }
grant-confirmed-person =
    Peran Anda sudah disahkan: { $grant }.
    Ketik /bantuan untuk melihat perintah yang dapat Anda gunakan.
grant-refused-person =
    Permohonan Anda tidak disahkan: { $grant }.
    Jika menurut Anda ini keliru, hubungi orang yang mengundang Anda.
grant-links = Tautan peran yang masih terbuka: { $count }
grant-links-entry = { $number }. { $grant }, dibuat { $by }, sampai { $at }
grant-links-more = … dan { $count } lagi. Semuanya dicabut dengan /tautan cabut peran
grant-links-next = Siapa pun yang membukanya dapat memohon peran itu. Peran baru berlaku setelah disahkan.
grant-links-none = Tidak ada tautan peran yang masih terbuka.
grant-links-revoked = ⛔ Tautan dicabut: { $grant }. Siapa pun yang membukanya akan diberi tahu untuk meminta tautan baru.
grant-link-revoke = ⛔ Cabut tautan
