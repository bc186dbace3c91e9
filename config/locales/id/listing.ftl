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
