# Institutions that have, or have not, confirmed.
listing-missing = Belum mengonfirmasi Siaran No. { $number }
listing-confirmed = Sudah mengonfirmasi Siaran No. { $number }
listing-all-confirmed = Siaran No. { $number }: semua lembaga sudah mengonfirmasi.
listing-none-confirmed = Siaran No. { $number }: belum ada lembaga yang mengonfirmasi.
listing-entry = { $mark } { $name } ({ $code })
listing-entry-undelivered = { $mark } { $name } ({ $code }), belum terkirim
listing-entry-confirmed = { $mark } { $name } ({ $code }), { $at }, oleh { $by }
listing-entry-late = { $mark } { $name } ({ $code }), { $at }, oleh { $by }, terlambat
listing-page = Halaman { $page }/{ $pages }
listing-previous = ‹ Sebelumnya
listing-next = Berikutnya ›
listing-card = Kartu
listing-reached = Siaran No. { $number }
listing-total-reached = Sudah ada di saluran { $total } lembaga
listing-none-reached = Siaran No. { $number }: belum sampai ke satu pun lembaga.
listing-entry-attending = { $mark } { $name } ({ $code }): hadir, { $at }, oleh { $by }
listing-entry-absent = { $mark } { $name } ({ $code }): tidak hadir, { $at }, oleh { $by }
listing-unfinished = Belum selesai: Siaran No. { $number }
listing-all-disseminated = Siaran No. { $number }: semua lembaga sudah mengonfirmasi dan menyebarluaskan.
listing-entry-unconfirmed = { $mark } { $name } ({ $code }), belum mengonfirmasi
listing-entry-waiting = { $mark } { $name } ({ $code }), diterima { $at } oleh { $by }, belum disebarluaskan
listing-entry-disseminated = { $mark } { $name } ({ $code }), disebarluaskan { $at } oleh { $by }:
listing-entry-disseminated-late = { $mark } { $name } ({ $code }), terlambat disebarluaskan { $at } oleh { $by }:
listing-evidence-said = “{ $words }”
listing-evidence-screenshot = tangkapan layar 🖼 { $place }
listing-evidence-blank = (data dihapus)
listing-show = 🖼 { $place }
listing-failed = Pengiriman bermasalah: Siaran No. { $number }
listing-none-failed = Siaran No. { $number }: tidak ada pengiriman yang gagal. Tidak ada yang perlu dilakukan.
listing-total = { $total } lembaga
listing-total-unfinished = { $total } lembaga: { $unconfirmed } belum mengonfirmasi, { $waiting } belum menyebarluaskan
listing-sifted = { $total } dari { $all } lembaga · { $filter }
listing-words = “{ $words }”
listing-none-fit =
    Siaran No. { $number }: dari { $all } lembaga dalam daftar ini tidak ada yang cocok dengan { $filter }.
    Kurangi atau ganti saringannya.
listing-tap = Tekan nomornya untuk melihat lembaga itu.
