# The menu that narrows a list.
sieve-open = 🔎 Saring
sieve-title = Saring daftar Siaran No. { $number }
sieve-now = Sekarang: { $filter }
sieve-next =
    Pilih salah satu. Angkanya menunjukkan banyaknya lembaga dalam daftar.
    Dapat juga diketik, misalnya /belum 1 opd balikpapan
sieve-choice = { $name } ({ $count })
sieve-taken = ✓ { $name } ({ $count })
sieve-regions = 📍 Wilayah ›
sieve-categories = 🏷 Kategori ›
sieve-previous = ‹ Sebelumnya
sieve-more = Berikutnya ›
sieve-anyone = Hapus saringan
sieve-back = ‹ Kembali
