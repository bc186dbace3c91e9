# Everything held after a restore from a backup, and let go.
restored-held =
    ⏸ Data dipulihkan dari cadangan
    Cadangan dibuat { $made } dan dipulihkan { $at }. Yang terjadi di antara kedua waktu itu tidak tercatat. Tidak ada pesan yang keluar ke siapa pun selain pemilik sampai seorang pemilik menekan “Lanjutkan”.
restored-waiting = { $deliveries } pengiriman dari { $announcements } siaran masih menunggu. Sebagian mungkin sudah sampai setelah cadangan dibuat, sehingga semuanya ditandai “mungkin ganda”.
restored-nothing-waits = Tidak ada siaran yang menunggu dikirim.
restored-last-number = Nomor siaran terakhir dalam cadangan: { $number }. Jika di grup sudah ada siaran bernomor lebih besar, jangan lanjutkan dulu: mintalah operator memulihkan ulang dengan pilihan --nomor-terakhir, agar nomor itu tidak terpakai dua kali.
restored-no-number = Cadangan ini belum memuat siaran bernomor. Jika di grup sudah ada, jangan lanjutkan dulu: mintalah operator memulihkan ulang dengan pilihan --nomor-terakhir, agar nomor itu tidak terpakai dua kali.
restored-before = Sebelum melanjutkan, pastikan bot yang lama sudah dimatikan, dan periksa dengan /status. Pesan ini muncul lagi bila Anda mengetik /cairkan.
restored-release = ▶️ Lanjutkan
restored-released =
    ▶️ Pengiriman dilanjutkan setelah pemulihan
    Oleh { $by }, { $at }. Data berasal dari cadangan { $made }; persetujuan, undangan dan konfirmasi sesudah itu tidak tercatat dan perlu diulang. Periksa dengan /status.
restored-still-frozen = Siaran masih dibekukan. Pemilik dapat melanjutkannya dengan /cairkan.
