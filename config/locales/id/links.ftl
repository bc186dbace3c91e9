# The links of many institutions at once.
links-file-title = Tautan undangan { $count } lembaga
links-file-chat = • tautan_grup: untuk admin grup lembaga, sekali pakai, sampai { $at }.
links-file-officer = • tautan_petugas: untuk paling banyak { $uses } petugas humas, sampai { $at }.
links-file-next = Kirimkan kepada tiap lembaga barisnya sendiri saja: siapa pun yang membuka tautannya langsung terdaftar.
links-single-title = Tautan undangan { $institution }
links-single-chat = Untuk admin grup lembaga, sekali pakai, sampai { $at }:
links-single-officer = Untuk paling banyak { $uses } petugas humas, sampai { $at }:
links-single-next = Kirimkan hanya kepada lembaga itu: siapa pun yang membukanya langsung terdaftar.
links-used = Tautan sebelumnya yang sudah dipakai:
links-used-chat = • grup “{ $title }”, { $at }
links-used-officer = • petugas { $name }, { $at }
links-open = { $count } tautan lama untuk lembaga yang sama masih dapat dipakai.
links-revoke = ⛔ Cabut tautan lama
links-revoked = { $count } tautan dicabut. Siapa pun yang membukanya akan diberi tahu untuk meminta tautan baru.
links-none-open = Tidak ada tautan yang masih terbuka.
links-codes-title = Kode QR undangan { $count } lembaga
links-codes-next = Satu halaman untuk satu lembaga. Cetak atau kirimkan kepada tiap lembaga halamannya sendiri saja: siapa pun yang memindainya langsung terdaftar.
links-code-chat =
    Grup { $institution }
    Pindai dengan ponsel admin grup, lalu pilih grup lembaga. Sekali pakai, sampai { $at }.
links-code-officer =
    Petugas humas { $institution }
    Pindai dengan ponsel petugas. Untuk paling banyak { $uses } orang, sampai { $at }.
links-page-code = Kode lembaga: { $code }
links-page-chat = 1. Grup lembaga
links-page-chat-text = Pindai dengan ponsel admin grup, lalu pilih grup lembaga. Sekali pakai, sampai { $at }.
links-page-officer = 2. Petugas humas
links-page-officer-text = Pindai dengan ponsel petugas. Untuk paling banyak { $uses } orang, sampai { $at }.
links-page-foot = Satu Pintu. Halaman ini hanya untuk lembaga tersebut: siapa pun yang memindainya langsung terdaftar.
