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
