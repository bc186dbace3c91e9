# Institutions that have, or have not, confirmed.
listing-missing =
    Belum mengonfirmasi Siaran No. { $number }
    { $total } lembaga
listing-confirmed =
    Sudah mengonfirmasi Siaran No. { $number }
    { $total } lembaga
listing-all-confirmed = Siaran No. { $number }: semua lembaga sudah mengonfirmasi.
listing-none-confirmed = Siaran No. { $number }: belum ada lembaga yang mengonfirmasi.
listing-entry = • { $name } ({ $code })
listing-entry-undelivered = • { $name } ({ $code }), belum terkirim
listing-entry-confirmed = • { $name } ({ $code }), { $at }, oleh { $by }
listing-entry-late = • { $name } ({ $code }), { $at }, oleh { $by }, terlambat
listing-page = Halaman { $page }/{ $pages }
listing-previous = ‹ Sebelumnya
listing-next = Berikutnya ›
listing-card = Kartu
listing-reached =
    Siaran No. { $number }
    Sudah ada di saluran { $total } lembaga
listing-none-reached = Siaran No. { $number }: belum sampai ke satu pun lembaga.
listing-entry-attending = • { $name } ({ $code }): hadir, { $at }, oleh { $by }
listing-entry-absent = • { $name } ({ $code }): tidak hadir, { $at }, oleh { $by }
listing-unfinished =
    Belum selesai: Siaran No. { $number }
    { $total } lembaga: { $unconfirmed } belum mengonfirmasi, { $waiting } belum menyebarluaskan
listing-all-disseminated = Siaran No. { $number }: semua lembaga sudah mengonfirmasi dan menyebarluaskan.
listing-entry-unconfirmed = • { $name } ({ $code }), belum mengonfirmasi
listing-entry-waiting = • { $name } ({ $code }), diterima { $at } oleh { $by }, belum disebarluaskan
listing-entry-disseminated = • { $name } ({ $code }), disebarluaskan { $at } oleh { $by }:
listing-entry-disseminated-late = • { $name } ({ $code }), terlambat disebarluaskan { $at } oleh { $by }:
listing-evidence-said = “{ $words }”
listing-evidence-screenshot = tangkapan layar 🖼 { $place }
listing-evidence-blank = (data dihapus)
listing-show = 🖼 { $place }
