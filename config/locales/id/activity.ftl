# Institutions that leave the forum, and come back.
activity-sure = Nonaktifkan { $name } ({ $code })?
activity-sure-chats = • Saluran yang tidak lagi menerima siaran: { $count }
activity-sure-officers = • Petugas yang tetap terdaftar tetapi tidak menerima siaran: { $count }
activity-sure-below = • Lembaga di bawahnya, tetap aktif: { $count }
activity-sure-under-way = • Siaran yang belum sampai ke salurannya dan tidak akan dikirim: { $count }
activity-sure-next = Tautan lembaga ini tidak dapat dipakai. Riwayatnya tetap tercatat, dan lembaga ini dapat diaktifkan kembali dengan /aktifkan.
activity-surely = ⛔ Ya, nonaktifkan
activity-keep = Tidak jadi
activity-kept = { $name } ({ $code }) tetap aktif.
activity-deactivated =
    ⛔ { $name } ({ $code }) dinonaktifkan oleh { $by }.
    Lembaga ini tidak lagi menerima siaran. Untuk membatalkan, pemilik mengetik /aktifkan { $code }
activity-activated =
    ✅ { $name } ({ $code }) diaktifkan kembali oleh { $by }.
    Siaran berikutnya dikirim lagi ke salurannya.
